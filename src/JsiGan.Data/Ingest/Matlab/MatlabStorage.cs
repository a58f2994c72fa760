using PureHDF;
using PureHDF.VOL.Native;

namespace JsiGan.Data.Ingest.Matlab;

/// <summary>How an array of pictures is stored, and what reading one picture may take.</summary>
/// <param name="ChunkPictures">Pictures that a chunk spans.</param>
/// <param name="ChunkBytes">Bytes of a chunk.</param>
/// <param name="MostCalls">Reads of the file that one picture may take.</param>
/// <param name="MostBytes">Bytes of the file that one picture may take.</param>
internal sealed record MatlabStorage(int ChunkPictures, long ChunkBytes, long MostCalls, long MostBytes)
{
    private const long SpareCalls = 1 << 20;
    private const long SpareBytes = 64 << 20;

    // Finding a chunk takes about ten reads of the index.
    private const long CallsOfChunk = 64;

    /// <exception cref="InvalidDataException">The samples are in other files, or in chunks that cannot be.</exception>
    public static MatlabStorage Of(NativeDataset dataset, int sampleBytes, long mostChunkBytes)
    {
        var extent = dataset.Space.Dimensions;
        if (dataset.Layout.Class is H5DataLayoutClass.Contiguous or H5DataLayoutClass.Compact)
            return new MatlabStorage(1, 0, SpareCalls, Product(extent[1..]) * sampleBytes + SpareBytes);

        var chunk = dataset.Layout.Class == H5DataLayoutClass.Chunked ? dataset.Layout.Chunks : [];
        if (chunk.Length != extent.Length || chunk.Contains(0UL) || chunk.Any(side => side > int.MaxValue)
            || Product(chunk) > mostChunkBytes / sampleBytes)
        {
            throw new InvalidDataException($"The chunks are {string.Join(" x ", chunk)} of {string.Join(" x ", extent)}.");
        }

        var chunkBytes = Product(chunk) * sampleBytes;
        var chunks = Product([.. extent.Zip(chunk, (whole, part) => (whole + part - 1) / part).Skip(1)]);
        return new MatlabStorage(
            (int)chunk[0], chunkBytes, SpareCalls + (CallsOfChunk * chunks), checked(2 * chunks * chunkBytes) + SpareBytes);
    }

    private static long Product(IReadOnlyList<ulong> sides) => sides.Aggregate(1L, (product, side) => checked(product * (long)side));
}
