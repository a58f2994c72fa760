using System.Reflection;

namespace MessagePack.Formatters;

/// <summary>An interface or abstract class as [key, value]; a type without a key becomes nil, and an unknown key null.</summary>
internal sealed class UnionFormatter<T> : Formatter<T?>
    where T : class
{
    private readonly Dictionary<Type, UnionCase<T>> _byType = [];
    private readonly Dictionary<int, UnionCase<T>> _byKey = [];

    public UnionFormatter()
    {
        foreach (var union in typeof(T).GetCustomAttributes<UnionAttribute>(inherit: false))
        {
            var unionCase = (UnionCase<T>)FormatterFactory.Make(typeof(UnionCase<,>), [typeof(T), union.SubType], union.Key);
            if (!_byKey.TryAdd(union.Key, unionCase) || !_byType.TryAdd(union.SubType, unionCase))
            {
                throw new MessagePackSerializationException(
                    $"The union {typeof(T).FullName} has key {union.Key} or type {union.SubType.FullName} twice; each stands once.");
            }
        }
    }

    public override void Write(ref MessagePackWriter writer, T? value, MessagePackSerializerOptions options)
    {
        if (value is null || !_byType.TryGetValue(value.GetType(), out var unionCase))
        {
            writer.WriteNil();
            return;
        }

        writer.WriteArrayHeader(2);
        writer.Write(unionCase.Key);
        unionCase.Write(ref writer, value, options);
    }

    public override T? Read(ref MessagePackReader reader, MessagePackSerializerOptions options)
    {
        if (reader.TryReadNil())
        {
            return null;
        }

        options.Security.DepthStep(ref reader);
        var count = reader.ReadArrayHeader();
        if (count != 2)
        {
            throw new MessagePackSerializationException($"An array of {count} found for the union {typeof(T).FullName}; it has 2.");
        }

        T? value = null;
        if (_byKey.TryGetValue(reader.ReadInt32(), out var unionCase))
        {
            value = unionCase.Read(ref reader, options);
        }
        else
        {
            reader.Skip();
        }

        reader.Depth--;
        return value;
    }
}

internal abstract class UnionCase<T>(int key)
{
    public int Key { get; } = key;

    public abstract void Write(ref MessagePackWriter writer, T value, MessagePackSerializerOptions options);

    public abstract T Read(ref MessagePackReader reader, MessagePackSerializerOptions options);
}

internal sealed class UnionCase<T, TSub>(int key) : UnionCase<T>(key)
    where TSub : T
{
    public override void Write(ref MessagePackWriter writer, T value, MessagePackSerializerOptions options) =>
        FormatterCache<TSub>.Formatter.Write(ref writer, (TSub)value!, options);

    public override T Read(ref MessagePackReader reader, MessagePackSerializerOptions options) =>
        FormatterCache<TSub>.Formatter.Read(ref reader, options);
}
