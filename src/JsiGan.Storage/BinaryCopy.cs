using System.Buffers.Binary;

namespace JsiGan.Storage;

/// <summary>
/// Rows in the binary format of COPY (PostgreSQL's documentation, "COPY", binary format): a header, rows of length-prefixed big-endian
/// fields, a trailer. Npgsql's writer would copy each chunk, and cannot write a batch to disk.
/// </summary>
internal static class BinaryCopy
{
    private const short Trailer = -1;

    /// <summary>The signature "PGCOPY\n\xFF\r\n\0", no flags, no header extension.</summary>
    public static ReadOnlySpan<byte> Header =>
        [0x50, 0x47, 0x43, 0x4F, 0x50, 0x59, 0x0A, 0xFF, 0x0D, 0x0A, 0, 0, 0, 0, 0, 0, 0, 0, 0];

    /// <summary>Ends the rows.</summary>
    public static void WriteTrailer(Stream stream)
    {
        Span<byte> bytes = stackalloc byte[sizeof(short)];
        BinaryPrimitives.WriteInt16BigEndian(bytes, Trailer);
        stream.Write(bytes);
    }

    /// <summary>Begins a row.</summary>
    public static void WriteFieldCount(Stream stream, short fields)
    {
        Span<byte> bytes = stackalloc byte[sizeof(short)];
        BinaryPrimitives.WriteInt16BigEndian(bytes, fields);
        stream.Write(bytes);
    }

    /// <summary>A bytea field.</summary>
    public static void WriteBytes(Stream stream, ReadOnlySpan<byte> value)
    {
        Span<byte> length = stackalloc byte[sizeof(int)];
        BinaryPrimitives.WriteInt32BigEndian(length, value.Length);
        stream.Write(length);
        stream.Write(value);
    }
}
