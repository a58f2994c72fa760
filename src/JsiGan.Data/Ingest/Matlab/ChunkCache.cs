using PureHDF.VOL.Native;

namespace JsiGan.Data.Ingest.Matlab;

/// <summary>Caches the chunks of the current picture, because HDF5 reads it by columns and needs every chunk many times.</summary>
/// <param name="chunkBytes">Bytes of each chunk.</param>
/// <param name="mostBytes">Capacity.</param>
internal sealed class ChunkCache(long chunkBytes, long mostBytes) : IReadingChunkCache
{
    private readonly Dictionary<ulong, Memory<byte>> _chunks = [];

    /// <summary>Drops the chunks if the next picture has others.</summary>
    public void Clear() => _chunks.Clear();

    /// <exception cref="InvalidDataException">The chunk has the wrong length, which PureHDF does not check.</exception>
    public Memory<byte> GetChunk(ulong chunkIndex, Func<Memory<byte>> chunkReader)
    {
        if (_chunks.TryGetValue(chunkIndex, out var known))
            return known;

        var chunk = chunkReader();
        if (chunk.Length != chunkBytes)
            throw new InvalidDataException($"A chunk has {chunk.Length} bytes, but {chunkBytes} were expected.");

        if ((_chunks.Count + 1) * chunkBytes > mostBytes)
            Clear();

        return _chunks[chunkIndex] = chunk;
    }
}
