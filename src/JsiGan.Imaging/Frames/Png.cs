using System.Buffers.Binary;
using System.IO.Compression;
using System.IO.Hashing;
using System.Text;

namespace JsiGan.Imaging.Frames;

/// <summary>Encodes R, G, B pictures as PNG (third edition, with the cICP chunk).</summary>
public static class Png
{
    private const byte Rgb = 2;
    private const byte FilterUp = 2;

    private static readonly byte[] Signature = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A];

    // BT.2020 primaries, PQ, R'G'B', full range (ITU-T H.273).
    private static readonly byte[] Bt2100Pq = [9, 16, 0, 1];

    /// <param name="width">Pixels per row.</param>
    /// <param name="height">Rows.</param>
    /// <param name="rgb">8-bit R, G, B of each pixel in turn, [height, width, 3].</param>
    public static byte[] Encode(int width, int height, ReadOnlySpan<byte> rgb) => Encode(width, height, rgb, pixelBytes: 3, colour: []);

    /// <param name="width">Pixels per row.</param>
    /// <param name="height">Rows.</param>
    /// <param name="rgb">16-bit R, G, B of each pixel in turn, [height, width, 3], full-range PQ BT.2020.</param>
    public static byte[] EncodePq(int width, int height, ReadOnlySpan<ushort> rgb)
    {
        var bytes = new byte[2 * rgb.Length];
        for (var i = 0; i < rgb.Length; i++)
            BinaryPrimitives.WriteUInt16BigEndian(bytes.AsSpan(2 * i), rgb[i]);

        return Encode(width, height, bytes, pixelBytes: 6, Bt2100Pq);
    }

    private static byte[] Encode(int width, int height, ReadOnlySpan<byte> pixels, int pixelBytes, ReadOnlySpan<byte> colour)
    {
        if (pixels.Length != width * height * pixelBytes)
        {
            throw new ArgumentException(
                $"A picture of {width}x{height} has {width * height * pixelBytes} bytes, but {pixels.Length} were given.", nameof(pixels));
        }

        using var file = new MemoryStream();
        file.Write(Signature);
        WriteChunk(file, "IHDR", Header(width, height, depth: (byte)(pixelBytes * 8 / 3)));
        if (!colour.IsEmpty)
            WriteChunk(file, "cICP", colour);

        WriteChunk(file, "IDAT", Compress(pixels, width * pixelBytes));
        WriteChunk(file, "IEND", []);
        return file.ToArray();
    }

    private static byte[] Header(int width, int height, byte depth)
    {
        var header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, width);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), height);
        (header[8], header[9]) = (depth, Rgb);
        return header;
    }

    // Each row as its difference from the row above.
    private static byte[] Compress(ReadOnlySpan<byte> pixels, int rowBytes)
    {
        using var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            var row = new byte[rowBytes];
            for (var start = 0; start < pixels.Length; start += rowBytes)
            {
                for (var i = 0; i < rowBytes; i++)
                    row[i] = (byte)(pixels[start + i] - (start == 0 ? 0 : pixels[start + i - rowBytes]));

                zlib.WriteByte(FilterUp);
                zlib.Write(row);
            }
        }

        return packed.ToArray();
    }

    private static void WriteChunk(MemoryStream file, string type, ReadOnlySpan<byte> data)
    {
        var chunk = new byte[4 + 4 + data.Length + 4];
        BinaryPrimitives.WriteInt32BigEndian(chunk, data.Length);
        Encoding.ASCII.GetBytes(type, chunk.AsSpan(4));
        data.CopyTo(chunk.AsSpan(8));
        BinaryPrimitives.WriteUInt32BigEndian(chunk.AsSpan(8 + data.Length), Crc32.HashToUInt32(chunk.AsSpan(4, 4 + data.Length)));
        file.Write(chunk);
    }
}
