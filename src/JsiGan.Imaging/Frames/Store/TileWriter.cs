using System.Runtime.InteropServices;

namespace JsiGan.Imaging.Frames.Store;

/// <summary>Cuts frames into tiles and appends them with their checksums (see <see cref="TileLayout"/>).</summary>
internal sealed class TileWriter<T>(Stream stream, TileLayout layout, int frames) : IDisposable
    where T : unmanaged
{
    private readonly T[] _tiles = new T[layout.TilesPerFrame * TileLayout.TileSamples];
    private readonly uint[] _checksums = new uint[frames * layout.TilesPerFrame];
    private int _done;

    public void Append(Frame<T> frame)
    {
        Parallel.For(0, layout.Rows, row => CutRow(frame, row));
        stream.Write(MemoryMarshal.AsBytes(_tiles.AsSpan()));
        _done++;
    }

    /// <summary>Writes the checksums and returns the checksum of these.</summary>
    public uint Complete()
    {
        var bytes = MemoryMarshal.AsBytes(_checksums.AsSpan());
        stream.Write(bytes);
        stream.Flush();
        return Checksum.Of(bytes);
    }

    public void Dispose() => stream.Dispose();

    private void CutRow(Frame<T> frame, int row)
    {
        var rows = Math.Min(TileLayout.Side, layout.Height - (row * TileLayout.Side));
        for (var column = 0; column < layout.Columns; column++)
        {
            var index = (row * layout.Columns) + column;
            var tile = _tiles.AsSpan(index * TileLayout.TileSamples, TileLayout.TileSamples);
            var x = column * TileLayout.Side;
            var width = Math.Min(TileLayout.Side, layout.Width - x);
            for (var plane = 0; plane < Frame<T>.Planes; plane++)
            {
                for (var y = 0; y < rows; y++)
                {
                    frame.Row(plane, (row * TileLayout.Side) + y).Slice(x, width)
                        .CopyTo(tile[((plane * TileLayout.PlaneSamples) + (y * TileLayout.Side))..]);
                }
            }

            _checksums[(_done * layout.TilesPerFrame) + index] = Checksum.Of(MemoryMarshal.AsBytes(tile));
        }
    }
}
