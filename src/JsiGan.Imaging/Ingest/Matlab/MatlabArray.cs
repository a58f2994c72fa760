using System.Runtime.InteropServices;
using JsiGan.Imaging.Frames.Store;

namespace JsiGan.Imaging.Ingest.Matlab;

/// <summary>
/// Pictures in a MATLAB file: height x width x 3 x count in MATLAB's order, which HDF5 reverses to count x 3 x width x height. They are read
/// one after the other, never all at once.
/// </summary>
internal sealed class MatlabArray : IDisposable
{
    private const int Rank = 4;
    private const int SelectSet = 0;

    private readonly MatlabFile _file;
    private readonly string _key;
    private readonly int _bytes;
    private readonly long _dataset;
    private readonly long _space;

    /// <exception cref="UsageException">The array is not count x 3 x width x height of the right unsigned integers.</exception>
    public MatlabArray(MatlabFile file, long handle, string key, int bytes)
    {
        (_file, _key, _bytes) = (file, key, bytes);
        Span<ulong> extent = stackalloc ulong[Rank];
        extent.Clear();
        int rank;
        bool typed;
        lock (Hdf5.Turn)
        {
            _dataset = Hdf5.OpenDataset(handle, key, 0);
            _space = _dataset < 0 ? -1 : Hdf5.GetSpace(_dataset);
            rank = _space < 0 ? 0 : Hdf5.GetRank(_space);
            if (rank == Rank)
            {
                _ = Hdf5.GetExtent(_space, extent, default);
            }

            var type = _dataset < 0 ? -1 : Hdf5.GetType(_dataset);
            typed = type >= 0 && Hdf5.GetClass(type) == Hdf5.IntegerClass && Hdf5.GetSize(type) == (nuint)bytes;
            if (type >= 0)
            {
                _ = Hdf5.CloseType(type);
            }
        }

        var sized = extent[0] is > 0 and < int.MaxValue && extent[1] == 3 && extent[2] is > 0 and <= StoreRules.MostSide
            && extent[3] is > 0 and <= StoreRules.MostSide;
        if (!typed || !sized)
        {
            Dispose();
            throw new UsageException(
                $"The array {key} of {file.Path} is {(rank == Rank ? string.Join(" x ", extent.ToArray()) : $"of {rank} dimensions")}"
                + $"{(typed ? "" : " of another type")}, but count x 3 x width x height of uint{8 * bytes} is needed (MATLAB's height x width x 3 "
                + "x count): save it so.");
        }

        (Count, Width, Height) = ((int)extent[0], (int)extent[2], (int)extent[3]);
    }

    public int Count { get; }

    public int Width { get; }

    public int Height { get; }

    /// <summary>Reads picture <paramref name="index"/> as planes of rows, [3, Height, Width].</summary>
    /// <exception cref="FailureException">The file is cut short or damaged.</exception>
    public void Read<T>(int index, Span<T> columns, Span<T> destination)
        where T : unmanaged
    {
        lock (Hdf5.Turn)
        {
            Read(index, MemoryMarshal.AsBytes(columns));
        }

        for (var plane = 0; plane < 3; plane++)
        {
            var start = plane * Width * Height;
            for (var x = 0; x < Width; x++)
            {
                var column = columns.Slice(start + (x * Height), Height);
                for (var y = 0; y < column.Length; y++)
                {
                    destination[start + (y * Width) + x] = column[y];
                }
            }
        }
    }

    public void Dispose()
    {
        lock (Hdf5.Turn)
        {
            _ = _space < 0 ? 0 : Hdf5.CloseSpace(_space);
            _ = _dataset < 0 ? 0 : Hdf5.CloseDataset(_dataset);
        }
    }

    private void Read(int index, Span<byte> columns)
    {
        Span<ulong> start = [(ulong)index, 0, 0, 0];
        Span<ulong> count = [1, 3, (ulong)Width, (ulong)Height];
        if (columns.Length != 3 * Width * Height * _bytes)
        {
            throw new ArgumentException($"A picture has {3 * Width * Height * _bytes} bytes, but there is room for {columns.Length}.");
        }

        var memory = Hdf5.CreateSpace(Rank, count, default);
        var type = Hdf5.NativeType(_bytes == 1 ? "H5T_NATIVE_UINT8_g" : "H5T_NATIVE_UINT16_g");
        var selected = Hdf5.SelectHyperslab(_space, SelectSet, start, default, count, default);
        var status = selected < 0 ? selected : Hdf5.Read(_dataset, type, memory, _space, 0, ref MemoryMarshal.GetReference(columns));
        _ = Hdf5.CloseSpace(memory);
        if (status < 0)
        {
            throw new FailureException($"Picture {index} of {Count} in the array {_key} of {_file.Path} cannot be read: the file is damaged, copy it again.");
        }
    }
}
