using System.Buffers;
using MessagePack.Formatters;

namespace MessagePack;

/// <summary>Writes and reads values by their attributes, in the bytes that the MessagePack specification gives them.</summary>
/// <remarks>Every failure, whatever its cause, is a <see cref="MessagePackSerializationException"/> around that cause.</remarks>
public static class MessagePackSerializer
{
    public static MessagePackSerializerOptions DefaultOptions { get; set; } = MessagePackSerializerOptions.Standard;

    public static byte[] Serialize<T>(T value, MessagePackSerializerOptions? options = null, CancellationToken cancellationToken = default)
    {
        var buffer = new ArrayBufferWriter<byte>();
        Serialize(buffer, value, options, cancellationToken);
        return buffer.WrittenSpan.ToArray();
    }

    public static void Serialize<T>(
        IBufferWriter<byte> writer, T value, MessagePackSerializerOptions? options = null, CancellationToken cancellationToken = default)
    {
        var messagePackWriter = new MessagePackWriter(writer) { CancellationToken = cancellationToken };
        Serialize(ref messagePackWriter, value, options);
        messagePackWriter.Flush();
    }

    public static void Serialize<T>(
        Stream stream, T value, MessagePackSerializerOptions? options = null, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var bytes = Serialize(value, options, cancellationToken);
        try
        {
            stream.Write(bytes);
        }
        catch (Exception exception)
        {
            throw new MessagePackSerializationException("The serialized value could not be written to the stream.", exception);
        }
    }

    public static void Serialize<T>(ref MessagePackWriter writer, T value, MessagePackSerializerOptions? options = null)
    {
        try
        {
            FormatterCache<T>.Formatter.Write(ref writer, value, options ?? DefaultOptions);
        }
        catch (Exception exception)
        {
            throw new MessagePackSerializationException($"Failed to serialize {typeof(T).FullName} value.", exception);
        }
    }

    public static T Deserialize<T>(
        ReadOnlyMemory<byte> buffer, MessagePackSerializerOptions? options = null, CancellationToken cancellationToken = default) =>
        Deserialize<T>(buffer, options, out _, cancellationToken);

    public static T Deserialize<T>(ReadOnlyMemory<byte> buffer, out int bytesRead, CancellationToken cancellationToken = default) =>
        Deserialize<T>(buffer, options: null, out bytesRead, cancellationToken);

    public static T Deserialize<T>(
        ReadOnlyMemory<byte> buffer,
        MessagePackSerializerOptions? options,
        out int bytesRead,
        CancellationToken cancellationToken = default)
    {
        var reader = new MessagePackReader(buffer) { CancellationToken = cancellationToken };
        var value = Deserialize<T>(ref reader, options);
        bytesRead = (int)reader.Consumed;
        return value;
    }

    public static T Deserialize<T>(
        in ReadOnlySequence<byte> byteSequence, MessagePackSerializerOptions? options = null, CancellationToken cancellationToken = default)
    {
        var reader = new MessagePackReader(byteSequence) { CancellationToken = cancellationToken };
        return Deserialize<T>(ref reader, options);
    }

    /// <summary>Reads one value; a stream that can seek is left just behind it.</summary>
    public static T Deserialize<T>(
        Stream stream, MessagePackSerializerOptions? options = null, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        using var copy = new MemoryStream();
        try
        {
            stream.CopyTo(copy);
        }
        catch (Exception exception)
        {
            throw new MessagePackSerializationException("The stream could not be read.", exception);
        }

        var value = Deserialize<T>(copy.GetBuffer().AsMemory(0, (int)copy.Length), options, out var bytesRead, cancellationToken);
        if (stream.CanSeek)
        {
            stream.Seek(bytesRead - copy.Length, SeekOrigin.Current);
        }

        return value;
    }

    public static T Deserialize<T>(ref MessagePackReader reader, MessagePackSerializerOptions? options = null)
    {
        try
        {
            return FormatterCache<T>.Formatter.Read(ref reader, options ?? DefaultOptions);
        }
        catch (Exception exception)
        {
            throw new MessagePackSerializationException($"Failed to deserialize {typeof(T).FullName} value.", exception);
        }
    }
}
