namespace MessagePack.Formatters;

/// <summary>Writes and reads values of one type.</summary>
internal abstract class Formatter<T>
{
    public abstract void Write(ref MessagePackWriter writer, T value, MessagePackSerializerOptions options);

    public abstract T Read(ref MessagePackReader reader, MessagePackSerializerOptions options);
}

internal delegate void WriteValue<T>(ref MessagePackWriter writer, T value);

internal delegate T ReadValue<T>(ref MessagePackReader reader);

/// <summary>A formatter of two functions, for types without parts.</summary>
internal sealed class ScalarFormatter<T>(WriteValue<T> write, ReadValue<T> read) : Formatter<T>
{
    public override void Write(ref MessagePackWriter writer, T value, MessagePackSerializerOptions options) => write(ref writer, value);

    public override T Read(ref MessagePackReader reader, MessagePackSerializerOptions options) => read(ref reader);
}
