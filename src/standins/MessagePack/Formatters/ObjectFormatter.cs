using System.Runtime.CompilerServices;

namespace MessagePack.Formatters;

/// <summary>
/// A [MessagePackObject]: an array by integer keys, with nil in the gaps, or a map by string keys. Keys that the type lacks are skipped.
/// </summary>
internal sealed class ObjectFormatter<T>(ObjectContract contract) : Formatter<T>
{
    private readonly MemberFormatter<T>[] _members = [.. contract.Members.Select(MemberFormatter<T>.For)];
    private readonly Dictionary<int, int> _byIntKey = Index(contract.IsIntKeyed, contract, member => member.IntKey!.Value);
    private readonly Dictionary<string, int> _byStringKey = Index(!contract.IsIntKeyed, contract, member => member.StringKey!);
    private readonly Func<object?[], T> _build = ObjectBuilder.Compile<T>(contract);

    public override void Write(ref MessagePackWriter writer, T value, MessagePackSerializerOptions options)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        if (value is null)
        {
            writer.WriteNil();
        }
        else if (contract.IsIntKeyed)
        {
            WriteArray(ref writer, value, options);
        }
        else
        {
            WriteMap(ref writer, value, options);
        }
    }

    public override T Read(ref MessagePackReader reader, MessagePackSerializerOptions options)
    {
        if (reader.TryReadNil())
        {
            return default(T) is null
                ? default!
                : throw new MessagePackSerializationException($"Nil found for the value type {typeof(T).FullName}.");
        }

        options.Security.DepthStep(ref reader);
        var values = new object?[_members.Length];
        Array.Fill(values, ObjectBuilder.Missing);
        if (contract.IsIntKeyed)
        {
            ReadArray(ref reader, values, options);
        }
        else
        {
            ReadMap(ref reader, values, options);
        }

        reader.Depth--;
        return _build(values);
    }

    private void WriteArray(ref MessagePackWriter writer, T value, MessagePackSerializerOptions options)
    {
        var length = contract.Members is [.., var last] ? last.IntKey!.Value + 1 : 0;
        writer.WriteArrayHeader(length);
        for (var key = 0; key < length; key++)
        {
            if (_byIntKey.TryGetValue(key, out var member))
            {
                _members[member].Write(ref writer, value, options);
            }
            else
            {
                writer.WriteNil();
            }
        }
    }

    private void WriteMap(ref MessagePackWriter writer, T value, MessagePackSerializerOptions options)
    {
        writer.WriteMapHeader(_members.Length);
        for (var i = 0; i < _members.Length; i++)
        {
            writer.Write(contract.Members[i].StringKey);
            _members[i].Write(ref writer, value, options);
        }
    }

    private void ReadArray(ref MessagePackReader reader, object?[] values, MessagePackSerializerOptions options)
    {
        var count = reader.ReadArrayHeader();
        for (var key = 0; key < count; key++)
        {
            if (_byIntKey.TryGetValue(key, out var member))
            {
                values[member] = _members[member].Read(ref reader, options);
            }
            else
            {
                reader.Skip();
            }
        }
    }

    private void ReadMap(ref MessagePackReader reader, object?[] values, MessagePackSerializerOptions options)
    {
        for (var count = reader.ReadMapHeader(); count > 0; count--)
        {
            var key = reader.ReadString() ?? throw new MessagePackSerializationException($"Nil found as a key of {typeof(T).FullName}.");
            if (_byStringKey.TryGetValue(key, out var member))
            {
                values[member] = _members[member].Read(ref reader, options);
            }
            else
            {
                reader.Skip();
            }
        }
    }

    private static Dictionary<TKey, int> Index<TKey>(bool wanted, ObjectContract contract, Func<ContractMember, TKey> key)
        where TKey : notnull =>
        wanted ? contract.Members.Select((member, i) => (Key: key(member), i)).ToDictionary(pair => pair.Key, pair => pair.i) : [];
}
