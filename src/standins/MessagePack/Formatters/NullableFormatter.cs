namespace MessagePack.Formatters;

/// <summary>Nil, or the value.</summary>
internal sealed class NullableFormatter<T> : Formatter<T?>
    where T : struct
{
    public override void Write(ref MessagePackWriter writer, T? value, MessagePackSerializerOptions options)
    {
        if (value is { } present)
        {
            FormatterCache<T>.Formatter.Write(ref writer, present, options);
        }
        else
        {
            writer.WriteNil();
        }
    }

    public override T? Read(ref MessagePackReader reader, MessagePackSerializerOptions options) =>
        reader.TryReadNil() ? null : FormatterCache<T>.Formatter.Read(ref reader, options);
}
