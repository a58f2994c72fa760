using System.IO.Compression;
using PureHDF.Filters;

namespace JsiGan.Data.Ingest.Matlab;

/// <summary>
/// HDF5's deflate filter for reading. PureHDF's own does not limit the inflated size, which can be a thousand times the file's size.
/// </summary>
internal sealed class BoundedDeflate : IH5Filter
{
    // A Fletcher-32 checksum compressed with the chunk.
    private const int MostChecksumBytes = 4;

    public ushort FilterId => DeflateFilter.Id;

    public string Name => "deflate";

    /// <exception cref="InvalidDataException">The stream is damaged, or longer than a chunk.</exception>
    public Memory<byte> Filter(FilterInfo info)
    {
        using var packed = new MemoryStream(info.Buffer.ToArray(), writable: false);
        using var unpacked = new ZLibStream(packed, CompressionMode.Decompress);
        var chunk = new byte[info.ChunkSize + MostChecksumBytes];
        var length = unpacked.ReadAtLeast(chunk, chunk.Length, throwOnEndOfStream: false);
        return length < chunk.Length || unpacked.ReadByte() < 0
            ? chunk.AsMemory(0, length)
            : throw new InvalidDataException($"A compressed chunk is longer than {info.ChunkSize} bytes.");
    }

    public uint[] GetParameters(uint[] chunkDimensions, uint typeSize, Dictionary<string, object>? options) =>
        throw new NotSupportedException("This filter only reads.");
}
