namespace JsiGan.Models.Generator;

/// <summary>
/// Predicts frames of any size in bounded memory. Tiles overlap by the network's whole receptive field, so that the result is that of one
/// pass over the frame, up to rounding, and has no seams.
/// </summary>
public static class TiledInference
{
    /// <summary>
    /// LR pixels to either side that a prediction depends on: horizontal taps 20, and below them, for the vertical filters there,
    /// last convolution 1, four residual blocks 8, first convolution 1, two box means 4.
    /// </summary>
    public const int HorizontalHalo = 34;

    /// <summary>LR pixels above and below that a prediction depends on: vertical taps 20, two box means 4.</summary>
    public const int VerticalHalo = 24;

    /// <summary>Default side of a tile, without its halo, in LR pixels.</summary>
    public const int DefaultTile = 256;

    /// <param name="network">The generator.</param>
    /// <param name="input">N x 3 x H x W, codes / 255.</param>
    /// <param name="tileHeight">Height of a tile without its halo, in LR pixels, from 1.</param>
    /// <param name="tileWidth">Width of a tile without its halo, in LR pixels, from 1.</param>
    /// <returns>P, N x 3 x sH x sW, without a graph.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A side of the tile is below 1.</exception>
    public static Tensor Predict(JsiNet network, Tensor input, int tileHeight = DefaultTile, int tileWidth = DefaultTile)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(tileHeight, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(tileWidth, 1);
        using var noGrad = no_grad();
        long scale = network.Options.Scale;
        var (height, width) = (input.shape[2], input.shape[3]);
        var output = empty([input.shape[0], 3, height * scale, width * scale], dtype: input.dtype, device: input.device);
        for (long y = 0; y < height; y += tileHeight)
        {
            var rows = Span.Around(y, tileHeight, VerticalHalo, height);
            for (long x = 0; x < width; x += tileWidth)
            {
                var columns = Span.Around(x, tileWidth, HorizontalHalo, width);
                PredictTile(network, input, output, rows, columns, scale);
            }
        }

        return output;
    }

    private static void PredictTile(JsiNet network, Tensor input, Tensor output, Span rows, Span columns, long scale)
    {
        using var scope = NewDisposeScope();
        var tile = input.narrow(2, rows.Start, rows.Length).narrow(3, columns.Start, columns.Length).contiguous();
        var inner = network.call(tile)
            .narrow(2, (rows.Inner - rows.Start) * scale, rows.InnerLength * scale)
            .narrow(3, (columns.Inner - columns.Start) * scale, columns.InnerLength * scale);
        output.narrow(2, rows.Inner * scale, rows.InnerLength * scale)
            .narrow(3, columns.Inner * scale, columns.InnerLength * scale)
            .copy_(inner);
    }

    /// <summary>One dimension of a tile: what it predicts, and from where to where it has to look.</summary>
    private readonly record struct Span(long Start, long Length, long Inner, long InnerLength)
    {
        public static Span Around(long inner, long tile, long halo, long size)
        {
            var start = Math.Max(0, inner - halo);
            var end = Math.Min(size, inner + tile + halo);
            return new Span(start, end - start, inner, Math.Min(tile, size - inner));
        }
    }
}
