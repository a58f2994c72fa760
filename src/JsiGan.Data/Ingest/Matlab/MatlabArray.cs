using PureHDF;
using PureHDF.Selections;
using PureHDF.VOL.Native;

namespace JsiGan.Data.Ingest.Matlab;

/// <summary>
/// Pictures in a MATLAB file: height x width x 3 x count in MATLAB's order, which HDF5 reverses to count x 3 x width x height. They are
/// read one at a time.
/// </summary>
internal sealed class MatlabArray : IDisposable
{
    private const int Rank = 4;
    private const int MostSide = 1 << 15;

    // Limit for one picture or one chunk.
    private const long MostBytes = 1 << 30;

    private readonly MatlabFile _file;
    private readonly NativeDataset _dataset;
    private readonly MatlabStorage _storage;
    private readonly ChunkCache _cache;
    private int _slab = -1;

    /// <param name="path">The file.</param>
    /// <param name="keys">Names of the array in order of preference.</param>
    /// <param name="sampleBytes">Bytes of a sample: 1 for uint8, 2 for uint16.</param>
    /// <exception cref="UsageException">The file is not v7.3, has none of the arrays, or another type or rank.</exception>
    public MatlabArray(string path, IReadOnlyList<string> keys, int sampleBytes)
    {
        _file = new MatlabFile(path);
        try
        {
            (Key, _dataset) = Find(keys);
            (Count, Width, Height) = ReadSize(sampleBytes);
            _storage = _file.ReadHeader(() => MatlabStorage.Of(_dataset, sampleBytes, MostBytes));
            _cache = new ChunkCache(_storage.ChunkBytes, MostBytes);
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>The array's name.</summary>
    public string Key { get; }

    public int Count { get; }

    public int Width { get; }

    public int Height { get; }

    /// <summary>Reads picture <paramref name="index"/> as planes of rows, [3, Height, Width].</summary>
    /// <exception cref="FailureException">The file is cut short or damaged.</exception>
    public void Read<T>(int index, Span<T> picture)
        where T : unmanaged
    {
        if (index / _storage.ChunkPictures != _slab)
        {
            _slab = index / _storage.ChunkPictures;
            _cache.Clear();
        }

        var columns = new T[picture.Length];
        try
        {
            _file.Allow(_storage.MostCalls, _storage.MostBytes);
            _dataset.Read(
                new H5DatasetAccess(ChunkCache: _cache), columns.AsSpan(),
                new HyperslabSelection(Rank, [(ulong)index, 0, 0, 0], [1, 3, (ulong)Width, (ulong)Height]));
        }
        catch (Exception cause)
        {
            throw new FailureException(
                $"Picture {index} of {Count} in the array {Key} of {_file.Path} cannot be read: the file is damaged, copy it again.",
                cause);
        }

        Transpose<T>(columns, picture);
    }

    public void Dispose() => _file.Dispose();

    private (string Key, NativeDataset Dataset) Find(IReadOnlyList<string> keys)
    {
        foreach (var key in keys)
        {
            if (_file.Find(key) is { } dataset)
                return (key, dataset);
        }

        throw new UsageException(
            $"The MATLAB file {_file.Path} has none of the arrays {string.Join(", ", keys)}: save it with one of these names.");
    }

    private (int Count, int Width, int Height) ReadSize(int sampleBytes)
    {
        var (extent, typed) = _file.ReadHeader(() => (
            _dataset.Space.Dimensions, _dataset.Type.Class == H5DataTypeClass.FixedPoint && _dataset.Type.Size == sampleBytes));
        if (typed && extent is [> 0 and < int.MaxValue, 3, > 0 and <= MostSide, > 0 and <= MostSide]
            && 3 * extent[2] * extent[3] * (ulong)sampleBytes <= MostBytes)
        {
            return ((int)extent[0], (int)extent[2], (int)extent[3]);
        }

        throw new UsageException(
            $"The array {Key} of {_file.Path} is {(extent.Length == Rank ? string.Join(" x ", extent) : $"of {extent.Length} dimensions")}"
            + $"{(typed ? "" : " of another type")}, but count x 3 x width x height of uint{8 * sampleBytes} is needed (MATLAB's height x "
            + "width x 3 x count): save it so.");
    }

    private void Transpose<T>(ReadOnlySpan<T> columns, Span<T> rows)
    {
        for (var plane = 0; plane < 3; plane++)
        {
            var start = plane * Width * Height;
            for (var x = 0; x < Width; x++)
            {
                var column = columns.Slice(start + (x * Height), Height);
                for (var y = 0; y < column.Length; y++)
                    rows[start + (y * Width) + x] = column[y];
            }
        }
    }
}
