using System.Security.Cryptography;

namespace JsiGan.Storage.Checkpoints;

/// <summary>The SHA-256 of a chunk, as a key.</summary>
internal readonly record struct ChunkHash(UInt128 High, UInt128 Low) : IComparable<ChunkHash>
{
    public const int Bytes = SHA256.HashSizeInBytes;

    public static ChunkHash Of(ReadOnlySpan<byte> data)
    {
        Span<byte> hash = stackalloc byte[Bytes];
        SHA256.HashData(data, hash);
        return Read(hash);
    }

    public static ChunkHash Read(ReadOnlySpan<byte> hash) => new(
        System.Buffers.Binary.BinaryPrimitives.ReadUInt128BigEndian(hash),
        System.Buffers.Binary.BinaryPrimitives.ReadUInt128BigEndian(hash[16..]));

    public byte[] ToArray()
    {
        var bytes = new byte[Bytes];
        System.Buffers.Binary.BinaryPrimitives.WriteUInt128BigEndian(bytes, High);
        System.Buffers.Binary.BinaryPrimitives.WriteUInt128BigEndian(bytes.AsSpan(16), Low);
        return bytes;
    }

    public int CompareTo(ChunkHash other) => High != other.High ? High.CompareTo(other.High) : Low.CompareTo(other.Low);

    public override string ToString() => Convert.ToHexStringLower(ToArray());
}

/// <summary>A piece of a file.</summary>
internal sealed record Chunk(int File, int Number, ChunkHash Hash, ReadOnlyMemory<byte> Data);

/// <summary>Cuts files into chunks of a fixed size, so that unchanged data is stored once.</summary>
internal static class Chunking
{
    /// <summary>1 MiB: small enough that a frozen network costs nothing, large enough that the overhead of a row is negligible.</summary>
    public const int ChunkBytes = 1 << 20;

    /// <summary>The chunks of all files, hashed on up to two cores; in order.</summary>
    public static IReadOnlyList<Chunk> Cut(IReadOnlyList<CheckpointPart> parts)
    {
        var pieces = parts.SelectMany((part, file) => Enumerable.Range(0, CountOf(part.Bytes.Length)).Select(number => (file, number)))
            .ToArray();
        var chunks = new Chunk[pieces.Length];
        Parallel.For(0, pieces.Length, new ParallelOptions { MaxDegreeOfParallelism = 2 }, i =>
        {
            var (file, number) = pieces[i];
            var bytes = parts[file].Bytes;
            var start = number * ChunkBytes;
            var data = bytes.Slice(start, Math.Min(ChunkBytes, bytes.Length - start));
            chunks[i] = new Chunk(file, number, ChunkHash.Of(data.Span), data);
        });
        return chunks;
    }

    private static int CountOf(long bytes) => (int)((bytes + ChunkBytes - 1) / ChunkBytes);
}
