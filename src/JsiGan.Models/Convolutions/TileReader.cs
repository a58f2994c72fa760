using JsiGan.Models.Simd;

namespace JsiGan.Models.Convolutions;

/// <summary>Transforms the squares of pixels that a chunk's tiles come from; outside the image is zero.</summary>
internal static unsafe class TileReader<TTransform>
    where TTransform : ITileTransform
{
    private const int Lanes = TransformedTiles.Lanes;
    private const int PatchWidth = 8;

    /// <param name="image">N x C x H x W.</param>
    /// <param name="grid">All tiles of the image.</param>
    /// <param name="chunk">Those to transform.</param>
    public static TransformedTiles Read(Tensor image, TileGrid grid, Range chunk)
    {
        var (firstTile, count) = chunk.GetOffsetAndLength(grid.Count);
        var channels = (int)image.shape[1];
        var pixels = TensorMemory.Address<float>(image);
        var tiles = TransformedTiles.Allocate(count, channels);
        Workers.Share(count, (first, end) =>
        {
            var patch = stackalloc float[Lanes * TTransform.Side * PatchWidth];
            for (var tile = first; tile < end; tile++)
            {
                var (item, y, x) = grid.At(firstTile + tile);
                (y, x) = (y - TTransform.Border, x - TTransform.Border);
                var inside = y >= 0 && x >= 0 && y + TTransform.Side <= grid.Height && x + PatchWidth <= grid.Width;
                var values = tiles.Address + (long)tile * tiles.Channels;
                for (var channel = 0; channel < channels; channel += Lanes)
                {
                    var source = pixels + ((long)item * channels + channel) * grid.Plane;
                    var present = Math.Min(Lanes, channels - channel);
                    if (inside && present == Lanes)
                    {
                        TTransform.Transform(source + y * grid.Width + x, grid.Plane, grid.Width, values + channel, tiles.Stride);
                    }
                    else
                    {
                        CopyPatch(source, present, grid, y, x, patch);
                        TTransform.Transform(patch, TTransform.Side * PatchWidth, PatchWidth, values + channel, tiles.Stride);
                    }
                }
            }
        });
        GC.KeepAlive(image);
        return tiles;
    }

    private static void CopyPatch(float* source, int channels, TileGrid grid, int y, int x, float* patch)
    {
        new Span<float>(patch, Lanes * TTransform.Side * PatchWidth).Clear();
        var firstColumn = Math.Max(0, -x);
        var columns = Math.Min(TTransform.Side, grid.Width - x) - firstColumn;
        var endRow = Math.Min(TTransform.Side, grid.Height - y);
        for (var channel = 0; channel < channels; channel++, source += grid.Plane, patch += TTransform.Side * PatchWidth)
        {
            for (var row = Math.Max(0, -y); row < endRow; row++)
            {
                new ReadOnlySpan<float>(source + (y + row) * grid.Width + x + firstColumn, columns)
                    .CopyTo(new Span<float>(patch + row * PatchWidth + firstColumn, columns));
            }
        }
    }
}
