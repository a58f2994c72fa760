using System.Buffers.Binary;
using System.IO.Compression;

namespace JsiGan.Storage.Images;

/// <summary>The compressed form of an image's codes: uint16 little-endian, zlib.</summary>
internal static class ImageCodes
{
    public static byte[] Compress(ReadOnlySpan<ushort> codes)
    {
        var raw = new byte[2 * codes.Length];
        for (var i = 0; i < codes.Length; i++)
            BinaryPrimitives.WriteUInt16LittleEndian(raw.AsSpan(2 * i), codes[i]);

        using var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionLevel.Fastest, leaveOpen: true))
            zlib.Write(raw);

        return packed.ToArray();
    }

    /// <exception cref="InvalidDataException">The bytes are damaged, or hold fewer codes.</exception>
    public static ushort[] Expand(byte[] packed, int count)
    {
        var raw = new byte[2 * count];
        using var zlib = new ZLibStream(new MemoryStream(packed), CompressionMode.Decompress);
        try
        {
            zlib.ReadExactly(raw);
        }
        catch (EndOfStreamException fault)
        {
            throw new InvalidDataException($"The image holds fewer than {count} codes.", fault);
        }

        var codes = new ushort[count];
        for (var i = 0; i < count; i++)
            codes[i] = BinaryPrimitives.ReadUInt16LittleEndian(raw.AsSpan(2 * i));

        return codes;
    }
}
