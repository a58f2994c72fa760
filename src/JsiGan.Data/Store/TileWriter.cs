using System.Runtime.InteropServices;

namespace JsiGan.Data.Store;

/// <summary>Cuts frames into tiles and appends them with their checksums (see <see cref="TileLayout"/>).</summary>
internal sealed class TileWriter<T> : IDisposable
    where T : unmanaged
{
    private readonly TileLayout _layout;
    private readonly Stream _tiles;
    private readonly Stream _sums;
    private readonly T[] _frame;
    private readonly uint[] _checksums;

    /// <param name="tiles">Receives the tiles at its end.</param>
    /// <param name="sums">Receives the checksums at its end.</param>
    /// <param name="layout">Sizes of frames and tiles.</param>
    public TileWriter(Stream tiles, Stream sums, TileLayout layout)
    {
        (_tiles, _sums, _layout) = (tiles, sums, layout);
        _frame = new T[checked(layout.TilesPerFrame * layout.TileSamples)];
        _checksums = new uint[layout.TilesPerFrame];
    }

    /// <summary>Appends one frame of planar samples in the layout's own chroma format.</summary>
    public void Append(ReadOnlyMemory<T> samples)
    {
        if (samples.Length != _layout.FrameSamples)
            throw new ArgumentException($"A frame has {_layout.FrameSamples} samples, but {samples.Length} were given.", nameof(samples));

        Parallel.For(0, _layout.Rows, row => CutRow(samples.Span, row));
        _tiles.Write(MemoryMarshal.AsBytes(_frame.AsSpan()));
        _tiles.Flush();
        // Checksums come last: a frame without them does not count.
        _sums.Write(MemoryMarshal.AsBytes(_checksums.AsSpan()));
        _sums.Flush();
    }

    public void Dispose()
    {
        _tiles.Dispose();
        _sums.Dispose();
    }

    private void CutRow(ReadOnlySpan<T> samples, int row)
    {
        for (var column = 0; column < _layout.Columns; column++)
        {
            var index = (row * _layout.Columns) + column;
            var tile = _frame.AsSpan(index * _layout.TileSamples, _layout.TileSamples);
            for (var plane = 0; plane < TileLayout.Planes; plane++)
                CutPlane(samples, tile, plane, row, column);

            _checksums[index] = Checksum.Of(MemoryMarshal.AsBytes(tile));
        }
    }

    private void CutPlane(ReadOnlySpan<T> samples, Span<T> tile, int plane, int row, int column)
    {
        var shift = _layout.Shift(plane);
        var (width, height, side) = (_layout.Width >> shift, _layout.Height >> shift, TileLayout.Side >> shift);
        var from = samples.Slice((int)_layout.PlaneStart(plane, (long)_layout.Width * _layout.Height), width * height);
        var to = tile.Slice((int)_layout.PlaneStart(plane, TileLayout.Side * TileLayout.Side), side * side);
        var (x, y) = (column * side, row * side);
        var count = Math.Min(side, width - x);
        for (var line = 0; line < Math.Min(side, height - y); line++)
            from.Slice(((y + line) * width) + x, count).CopyTo(to[(line * side)..]);
    }
}
