using System.Runtime.InteropServices;

namespace JsiGan.Hdf5;

/// <summary>
/// Pictures in a MATLAB file: height x width x 3 x count in MATLAB's order, which HDF5 reverses to count x 3 x width x height. They are
/// read one after the other, never all at once.
/// </summary>
internal sealed class MatlabArray : IDisposable
{
    private const int Rank = 4;
    private const int SelectSet = 0;
    private const int MostSide = 1 << 15;

    // What one array can hold.
    private const ulong MostBytes = 1 << 30;

    private readonly MatlabFile _file;
    private readonly string _key;
    private readonly int _bytes;
    private readonly long _dataset;
    private readonly long _space;

    /// <exception cref="MatlabException">The array is not count x 3 x width x height of the right unsigned integers.</exception>
    public MatlabArray(MatlabFile file, long handle, string key, int bytes)
    {
        (_file, _key, _bytes) = (file, key, bytes);
        Span<ulong> extent = stackalloc ulong[Rank];
        extent.Clear();
        int rank;
        bool typed;
        _dataset = Library.OpenDataset(handle, key, 0);
        _space = _dataset < 0 ? -1 : Library.GetSpace(_dataset);
        rank = _space < 0 ? 0 : Library.GetRank(_space);
        if (rank == Rank)
        {
            _ = Library.GetExtent(_space, extent, default);
        }

        var type = _dataset < 0 ? -1 : Library.GetType(_dataset);
        typed = type >= 0 && Library.GetClass(type) == Library.IntegerClass && Library.GetSize(type) == (nuint)bytes;
        if (type >= 0)
        {
            _ = Library.CloseType(type);
        }

        var sized = extent[0] is > 0 and < int.MaxValue && extent[1] == 3 && extent[2] is > 0 and <= MostSide
            && extent[3] is > 0 and <= MostSide && 3 * extent[2] * extent[3] * (ulong)bytes <= MostBytes;
        if (!typed || !sized)
        {
            Dispose();
            throw new MatlabException(
                $"The array {key} of {file.Path} is {(rank == Rank ? string.Join(" x ", extent.ToArray()) : $"of {rank} dimensions")}"
                + $"{(typed ? "" : " of another type")}, but count x 3 x width x height of uint{8 * bytes} is needed (MATLAB's height x "
                + "width x 3 x count): save it so.");
        }

        (Count, Width, Height) = ((int)extent[0], (int)extent[2], (int)extent[3]);
    }

    public int Count { get; }

    public int Width { get; }

    public int Height { get; }

    /// <summary>Bytes of one picture.</summary>
    public int PictureBytes => 3 * Width * Height * _bytes;

    /// <summary>Reads picture <paramref name="index"/> as planes of rows, [3, Height, Width].</summary>
    /// <param name="index">Its number from 0.</param>
    /// <param name="columns">Room for a picture as it stands in the file, planes of columns.</param>
    /// <param name="picture">Takes the picture.</param>
    /// <exception cref="MatlabException">The file is cut short or damaged.</exception>
    public void Read(int index, Span<byte> columns, Span<byte> picture)
    {
        Read(index, columns);
        if (_bytes == 1)
        {
            Transpose<byte>(columns, picture);
        }
        else
        {
            Transpose(MemoryMarshal.Cast<byte, ushort>(columns), MemoryMarshal.Cast<byte, ushort>(picture));
        }
    }

    public void Dispose()
    {
        _ = _space < 0 ? 0 : Library.CloseSpace(_space);
        _ = _dataset < 0 ? 0 : Library.CloseDataset(_dataset);
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
                {
                    rows[start + (y * Width) + x] = column[y];
                }
            }
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

        var memory = Library.CreateSpace(Rank, count, default);
        var type = Library.NativeType(_bytes == 1 ? "H5T_NATIVE_UINT8_g" : "H5T_NATIVE_UINT16_g");
        var selected = Library.SelectHyperslab(_space, SelectSet, start, default, count, default);
        var status = selected < 0 ? selected : Library.Read(_dataset, type, memory, _space, 0, ref MemoryMarshal.GetReference(columns));
        _ = Library.CloseSpace(memory);
        if (status < 0)
        {
            throw new MatlabException($"Picture {index} of {Count} in the array {_key} of {_file.Path} cannot be read: the file is "
                + $"damaged, copy it again.");
        }
    }
}
