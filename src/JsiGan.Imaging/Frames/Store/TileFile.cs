using System.IO.MemoryMappedFiles;
using System.Runtime.InteropServices;

namespace JsiGan.Imaging.Frames.Store;

/// <summary>Memory-mapped tiles (see <see cref="TileLayout"/>). Each tile is checked against its checksum when it is first read.</summary>
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

    /// <exception cref="FailureException">The file is missing, of another length, or its checksums are damaged.</exception>
    public TileFile(string path, TileLayout layout, int frames, uint checksumOfChecksums)
    {
        (_path, _layout, _frames) = (path, layout, frames);
        var expected = layout.FileBytes(frames, sizeof(T));
        var found = File.Exists(path) ? new FileInfo(path).Length : 0;
        if (found != expected)
        {
            throw Damaged($"{path} has {found:N0} bytes, but its index says {expected:N0}");
        }

        var tiles = frames * layout.TilesPerFrame;
        _file = MemoryMappedFile.CreateFromFile(path, FileMode.Open, mapName: null, 0, MemoryMappedFileAccess.Read);
        _view = _file.CreateViewAccessor(0, expected, MemoryMappedFileAccess.Read);
        _view.SafeMemoryMappedViewHandle.AcquirePointer(ref _start);
        var checksums = new ReadOnlySpan<byte>(_start + ((long)tiles * TileLayout.TileSamples * sizeof(T)), tiles * sizeof(uint));
        _checksums = MemoryMarshal.Cast<byte, uint>(checksums).ToArray();
        _checked = new bool[tiles];
        if (Checksum.Of(checksums) != checksumOfChecksums)
        {
            var actual = Checksum.Of(checksums);
            Dispose();
            throw Damaged($"the checksums at the end of {path} have the checksum {actual:x8}, but its index says {checksumOfChecksums:x8}");
        }
    }

    /// <summary>Copies a rectangle of a frame into <paramref name="destination"/> [3, height, width].</summary>
    /// <exception cref="ArgumentException">The rectangle leaves the frame, or the destination has another length.</exception>
    /// <exception cref="FailureException">A tile differs from its checksum.</exception>
    public void Read(int frame, int x, int y, int width, int height, Span<T> destination)
    {
        Check(frame, x, y, width, height, destination.Length);
        for (var row = y / TileLayout.Side; row * TileLayout.Side < y + height; row++)
        {
            for (var column = x / TileLayout.Side; column * TileLayout.Side < x + width; column++)
            {
                CopyTile(Tile(frame, row, column), row * TileLayout.Side, column * TileLayout.Side, x, y, width, height, destination);
            }
        }
    }

    public void Dispose()
    {
        _view.SafeMemoryMappedViewHandle.ReleasePointer();
        _view.Dispose();
        _file.Dispose();
    }

    private static void CopyTile(
        ReadOnlySpan<T> tile, int tileY, int tileX, int x, int y, int width, int height, Span<T> destination)
    {
        var (left, right) = (Math.Max(x, tileX), Math.Min(x + width, tileX + TileLayout.Side));
        var (top, bottom) = (Math.Max(y, tileY), Math.Min(y + height, tileY + TileLayout.Side));
        for (var plane = 0; plane < Frame<T>.Planes; plane++)
        {
            for (var line = top; line < bottom; line++)
            {
                tile.Slice((plane * TileLayout.PlaneSamples) + ((line - tileY) * TileLayout.Side) + (left - tileX), right - left)
                    .CopyTo(destination[((((plane * height) + (line - y)) * width) + (left - x))..]);
            }
        }
    }

    private static FailureException Damaged(string what) =>
        new($"The frame store is damaged: {what}; delete its folder, and it is built again from the clips.");

    private ReadOnlySpan<T> Tile(int frame, int row, int column)
    {
        var index = (frame * _layout.TilesPerFrame) + (row * _layout.Columns) + column;
        var tile = new ReadOnlySpan<T>(_start + ((long)index * TileLayout.TileSamples * sizeof(T)), TileLayout.TileSamples);
        if (!_checked[index])
        {
            var actual = Checksum.Of(MemoryMarshal.AsBytes(tile));
            if (actual != _checksums[index])
            {
                throw Damaged(
                    $"tile {row},{column} of frame {frame} in {_path} has the checksum {actual:x8}, but "
                    + $"{_checksums[index]:x8} was written");
            }

            // Several threads may check the same tile once each; they come to the same answer.
            _checked[index] = true;
        }

        return tile;
    }

    private void Check(int frame, int x, int y, int width, int height, int length)
    {
        if ((uint)frame >= (uint)_frames)
        {
            throw new ArgumentOutOfRangeException(nameof(frame), frame, $"The store has {_frames} frames, so there is no frame {frame}.");
        }

        if (x < 0 || y < 0 || width <= 0 || height <= 0 || x > _layout.Width - width || y > _layout.Height - height)
        {
            throw new ArgumentException($"The crop {width}x{height} at {x},{y} leaves the frame of {_layout.Width}x{_layout.Height}.");
        }

        if (length != Frame<T>.Planes * width * height)
        {
            throw new ArgumentException($"The crop has {Frame<T>.Planes * width * height} samples, but the destination has {length}.");
        }
    }
}
