using System.IO.MemoryMappedFiles;
using System.Runtime.InteropServices;

namespace JsiGan.Data.Store;

/// <summary>Memory-mapped tiles (see <see cref="TileLayout"/>). Each tile is verified when it is first read.</summary>
internal sealed unsafe class TileFile<T> : IDisposable
    where T : unmanaged
{
    private readonly string _path;
    private readonly TileLayout _layout;
    private readonly int _frames;
    private readonly MemoryMappedFile _file;
    private readonly MemoryMappedViewAccessor _view;
    private readonly byte* _start;
    private readonly uint[] _checksums;
    private readonly bool[] _checked;

    /// <exception cref="FailureException">A file is missing, of another length, or the checksums are damaged.</exception>
    public TileFile(TileSet files, TileLayout layout, int frames, uint checksumOfChecksums)
    {
        (_path, _layout, _frames) = (files.Tiles, layout, frames);
        var sums = TileSet.ReadExactly(files.Sums, layout.ChecksumBytes(frames));
        var actual = Checksum.Of(sums);
        if (actual != checksumOfChecksums)
            throw StoreFaults.Damaged($"{files.Sums} has the checksum {actual:x8}, but its index says {checksumOfChecksums:x8}");

        _checksums = MemoryMarshal.Cast<byte, uint>(sums).ToArray();
        _checked = new bool[_checksums.Length];
        var bytes = layout.FileBytes(frames, sizeof(T));
        TileSet.RequireLength(files.Tiles, bytes);
        _file = MemoryMappedFile.CreateFromFile(_path, FileMode.Open, mapName: null, 0, MemoryMappedFileAccess.Read);
        _view = _file.CreateViewAccessor(0, bytes, MemoryMappedFileAccess.Read);
        _view.SafeMemoryMappedViewHandle.AcquirePointer(ref _start);
        // Crops are random: the kernel's read-ahead would be wasted.
        MemoryAdvice.Random(_start, bytes);
    }

    /// <summary>Copies a rectangle of a plane, in the plane's own samples, into <paramref name="destination"/> [height, width].</summary>
    /// <exception cref="ArgumentException">The rectangle leaves the plane, or the destination is too short.</exception>
    /// <exception cref="FailureException">A tile differs from its checksum.</exception>
    public void ReadPlane(int frame, int plane, int x, int y, int width, int height, Span<T> destination)
    {
        var shift = _layout.Shift(plane);
        Check(frame, x, y, width, height, _layout.Width >> shift, _layout.Height >> shift);
        var side = TileLayout.Side >> shift;
        var start = (int)_layout.PlaneStart(plane, TileLayout.Side * TileLayout.Side);
        for (var row = y / side; row * side < y + height; row++)
        {
            for (var column = x / side; column * side < x + width; column++)
            {
                var samples = Tile(frame, row, column).Slice(start, side * side);
                var (left, right) = (Math.Max(x, column * side), Math.Min(x + width, (column + 1) * side));
                var (top, bottom) = (Math.Max(y, row * side), Math.Min(y + height, (row + 1) * side));
                for (var line = top; line < bottom; line++)
                {
                    samples.Slice(((line - (row * side)) * side) + left - (column * side), right - left)
                        .CopyTo(destination[(((line - y) * width) + left - x)..]);
                }
            }
        }
    }

    /// <summary>Prefetches the tiles under a rectangle of a frame, in pixels, without waiting for them.</summary>
    public void Prefetch(int frame, int x, int y, int width, int height)
    {
        Check(frame, x, y, width, height, _layout.Width, _layout.Height);
        var (first, last) = (x / TileLayout.Side, (x + width - 1) / TileLayout.Side);
        for (var row = y / TileLayout.Side; row * TileLayout.Side < y + height; row++)
        {
            // The tiles of a row lie one behind the other.
            MemoryAdvice.WillNeed(_start + Offset(Index(frame, row, first)), (last - first + 1) * (long)_layout.TileSamples * sizeof(T));
        }
    }

    /// <summary>Reads every tile and compares it with its checksum.</summary>
    /// <exception cref="FailureException">A tile differs.</exception>
    public void Verify(int frame)
    {
        for (var row = 0; row < _layout.Rows; row++)
        {
            for (var column = 0; column < _layout.Columns; column++)
                Compare(frame, row, column);
        }
    }

    public void Dispose()
    {
        _view.SafeMemoryMappedViewHandle.ReleasePointer();
        _view.Dispose();
        _file.Dispose();
    }

    private static void Check(int x, int y, int width, int height, int planeWidth, int planeHeight)
    {
        if (x < 0 || y < 0 || width <= 0 || height <= 0 || x > planeWidth - width || y > planeHeight - height)
            throw new ArgumentException($"The crop {width}x{height} at {x},{y} leaves the frame of {planeWidth}x{planeHeight}.");
    }

    private void Check(int frame, int x, int y, int width, int height, int planeWidth, int planeHeight)
    {
        if ((uint)frame >= (uint)_frames)
            throw new ArgumentOutOfRangeException(nameof(frame), frame, $"The clip has {_frames} frames, so there is no frame {frame}.");

        Check(x, y, width, height, planeWidth, planeHeight);
    }

    private int Index(int frame, int row, int column) => (frame * _layout.TilesPerFrame) + (row * _layout.Columns) + column;

    private long Offset(int tile) => (long)tile * _layout.TileSamples * sizeof(T);

    private ReadOnlySpan<T> Tile(int frame, int row, int column)
    {
        var index = Index(frame, row, column);
        if (!_checked[index])
        {
            Compare(frame, row, column);
            // Several threads may check the same tile, with the same result.
            _checked[index] = true;
        }

        return new ReadOnlySpan<T>(_start + Offset(index), _layout.TileSamples);
    }

    private void Compare(int frame, int row, int column)
    {
        var index = Index(frame, row, column);
        var actual = Checksum.Of(new ReadOnlySpan<byte>(_start + Offset(index), _layout.TileSamples * sizeof(T)));
        if (actual != _checksums[index])
        {
            throw StoreFaults.Damaged(
                $"tile {row},{column} of frame {frame} in {_path} has the checksum {actual:x8}, but {_checksums[index]:x8} was written");
        }
    }
}
