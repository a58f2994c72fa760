using JsiGan.Models.Simd;
using static TorchSharp.torch;

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
        (int firstTile, int count) = chunk.GetOffsetAndLength(grid.Count);
        int channels = (int)image.shape[1];
        float* pixels = TensorMemory.Address<float>(image);
        var tiles = TransformedTiles.Allocate(count, channels);
        Workers.Share(count, (first, end) =>
        {
            float* patch = stackalloc float[Lanes * TTransform.Side * PatchWidth];
            for (int tile = first; tile < end; tile++)
            {
                var (item, y, x) = grid.At(firstTile + tile);
                (y, x) = (y - TTransform.Border, x - TTransform.Border);
                bool inside = y >= 0 && x >= 0 && y + TTransform.Side <= grid.Height && x + PatchWidth <= grid.Width;
                float* values = tiles.Address + (long)tile * tiles.Channels;
                for (int channel = 0; channel < channels; channel += Lanes)
                {
                    float* source = pixels + ((long)item * channels + channel) * grid.Plane;
                    int present = Math.Min(Lanes, channels - channel);
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
        int firstColumn = Math.Max(0, -x);
        int columns = Math.Min(TTransform.Side, grid.Width - x) - firstColumn;
        int endRow = Math.Min(TTransform.Side, grid.Height - y);
        for (int channel = 0; channel < channels; channel++, source += grid.Plane, patch += TTransform.Side * PatchWidth)
        {
            for (int row = Math.Max(0, -y); row < endRow; row++)
            {
                new ReadOnlySpan<float>(source + (y + row) * grid.Width + x + firstColumn, columns)
                    .CopyTo(new Span<float>(patch + row * PatchWidth + firstColumn, columns));
            }
        }
    }
}
