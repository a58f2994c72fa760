using PureHDF.VOL.Native;

namespace JsiGan.Data.Ingest.Matlab;

/// <summary>
/// Keeps the chunks of the picture that is being read: HDF5 goes through it column by column, and so through every chunk many times.
/// </summary>
/// <param name="chunkBytes">Bytes of each chunk.</param>
/// <param name="mostBytes">No more is kept than this.</param>
internal sealed class ChunkCache(long chunkBytes, long mostBytes) : IReadingChunkCache
{
    private readonly Dictionary<ulong, Memory<byte>> _chunks = [];

    /// <summary>Forgets the chunks, when the next picture has others.</summary>
    public void Clear() => _chunks.Clear();

    /// <exception cref="InvalidDataException">The chunk is shorter or longer than it must be, which PureHDF does not check.</exception>
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
