using System.IO.Compression;
using JsiGan.Data.Ingest.Matlab;
using PureHDF.Filters;

namespace JsiGan.Data.Tests.Ingest;

/// <summary>Limits that keep a damaged file from exhausting memory, time or the stack.</summary>
public sealed class MatlabLimitTests
{
    [Fact]
    public void A_stream_ends_a_reader_that_loops()
    {
        using var stream = Stream(100);
        stream.Allow(calls: 3, bytes: 1000);
        for (var call = 0; call < 3; call++)
        {
            stream.Position = 0;
            stream.ReadExactly(new byte[8]);
        }

        Assert.Throws<InvalidDataException>(() => stream.ReadExactly(new byte[8]));
    }

    [Fact]
    public void A_stream_returns_no_more_bytes_than_allowed_and_none_beyond_the_end()
    {
        using var stream = Stream(100);
        stream.Allow(calls: 10, bytes: 120);
        stream.ReadExactly(new byte[90]);
        Assert.Contains("has 100 bytes, but 11 were expected at 90", Assert.Throws<EndOfStreamException>(
            () => stream.ReadExactly(new byte[11])).Message);
        stream.Position = 0;
        Assert.Throws<InvalidDataException>(() => stream.ReadExactly(new byte[20]));
    }

    [Fact]
    public void An_endless_recursion_is_an_exception_instead_of_a_crash()
    {
        using var stream = Stream(100);
        stream.Allow(long.MaxValue, long.MaxValue);
        Assert.Throws<InsufficientExecutionStackException>(() => Descend(stream));
    }

    [Fact]
    public void A_compressed_chunk_may_not_be_longer_than_a_chunk()
    {
        var filter = new BoundedDeflate();
        Assert.Equal(1000, filter.Filter(new FilterInfo(H5FilterFlags.Decompress, [], 1000, Packed(1000))).Length);
        Assert.Throws<InvalidDataException>(
            () => filter.Filter(new FilterInfo(H5FilterFlags.Decompress, [], 1000, Packed(2000))));
    }

    [Fact]
    public void A_chunk_of_another_length_is_refused_and_a_right_one_read_once()
    {
        var cache = new ChunkCache(chunkBytes: 16, mostBytes: 32);
        Assert.Throws<InvalidDataException>(() => cache.GetChunk(0, () => new byte[15]));
        var reads = 0;
        foreach (var chunk in (ulong[])[0, 1, 0, 1, 2, 2])
        {
            cache.GetChunk(chunk, () =>
            {
                reads++;
                return new byte[16];
            });
        }

        Assert.Equal(3, reads);
    }

    private static LimitedStream Stream(int bytes) => new(new MemoryStream(new byte[bytes]));

    private static int Descend(LimitedStream stream)
    {
        stream.Position = 0;
        return stream.ReadByte() + Descend(stream);
    }

    private static byte[] Packed(int bytes)
    {
        using var packed = new MemoryStream();
        using (var stream = new ZLibStream(packed, CompressionLevel.Fastest))
            stream.Write(new byte[bytes]);

        return packed.ToArray();
    }
}
