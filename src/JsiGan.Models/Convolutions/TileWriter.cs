using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using JsiGan.Models.Simd;

namespace JsiGan.Models.Convolutions;

/// <summary>Writes A^T m A, the 4x4 results of every tile of a chunk, plus the bias.</summary>
internal static unsafe class TileWriter
{
    private const int Lanes = TransformedTiles.Lanes;
    private const int Side = Winograd.Results;
    private const int Columns = Winograd.Inputs;

    /// <param name="tiles">The chunk's tiles.</param>
    /// <param name="bias">One value per channel; null for none.</param>
    /// <param name="image">N x C x H x W.</param>
    /// <param name="grid">All tiles of the image.</param>
    /// <param name="chunk">Those to write.</param>
    public static void Write(TransformedTiles tiles, Tensor? bias, Tensor image, TileGrid grid, Range chunk)
    {
        var (firstTile, count) = chunk.GetOffsetAndLength(grid.Count);
        var channels = (int)image.shape[1];
        var pixels = TensorMemory.Address<float>(image);
        using var biases = new Scratch<float>(tiles.Channels);
        if (bias is not null)
            new ReadOnlySpan<float>(TensorMemory.Address<float>(bias), channels).CopyTo(new Span<float>(biases.Pointer, channels));

        Workers.Share(count, (first, end) =>
        {
            var patch = stackalloc float[Lanes * Side * Side];
            for (var tile = first; tile < end; tile++)
            {
                var (item, y, x) = grid.At(firstTile + tile);
                var inside = y + Side <= grid.Height && x + Side <= grid.Width;
                var values = tiles.Address + (long)tile * tiles.Channels;
                for (var channel = 0; channel < channels; channel += Lanes)
                {
                    var destination = pixels + ((long)item * channels + channel) * grid.Plane + y * grid.Width + x;
                    var present = Math.Min(Lanes, channels - channel);
                    var offset = Vector256.Load(biases.Pointer + channel);
                    if (inside && present == Lanes)
                    {
                        Transform(values + channel, tiles.Stride, offset, destination, grid.Plane, grid.Width);
                    }
                    else
                    {
                        Transform(values + channel, tiles.Stride, offset, patch, Side * Side, Side);
                        PastePatch(patch, present, grid, Math.Min(Side, grid.Height - y), Math.Min(Side, grid.Width - x), destination);
                    }
                }
            }
        });
        GC.KeepAlive(bias);
        GC.KeepAlive(image);
    }

    [SkipLocalsInit]
    private static void Transform(float* tile, long stride, Vector256<float> bias, float* destination, int plane, int width)
    {
        var rows = stackalloc Vector256<float>[Side * Columns];
        for (var column = 0; column < Columns; column++, tile += stride)
        {
            (rows[column], rows[Columns + column], rows[2 * Columns + column], rows[3 * Columns + column]) = Winograd.Output(
                Vector256.Load(tile),
                Vector256.Load(tile + Columns * stride),
                Vector256.Load(tile + 2 * Columns * stride),
                Vector256.Load(tile + 3 * Columns * stride),
                Vector256.Load(tile + 4 * Columns * stride),
                Vector256.Load(tile + 5 * Columns * stride));
        }

        for (var row = rows; row < rows + Side * Columns; row += Columns, destination += width)
        {
            var (y0, y1, y2, y3) = Winograd.Output(row[0], row[1], row[2], row[3], row[4], row[5]);
            ChannelTranspose.StoreFour(y0 + bias, y1 + bias, y2 + bias, y3 + bias, destination, plane);
        }
    }

    private static void PastePatch(float* patch, int channels, TileGrid grid, int rows, int columns, float* destination)
    {
        for (var channel = 0; channel < channels; channel++, destination += grid.Plane, patch += Side * Side)
        {
            for (var row = 0; row < rows; row++)
                new ReadOnlySpan<float>(patch + row * Side, columns).CopyTo(new Span<float>(destination + row * grid.Width, columns));
        }
    }
}
