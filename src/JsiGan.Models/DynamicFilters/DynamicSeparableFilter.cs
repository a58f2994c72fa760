using static TorchSharp.torch.nn;

namespace JsiGan.Models.DynamicFilters;

/// <summary>Dynamic separable up-sampling (Eq. 4): every output pixel has its own vertical and horizontal filter.</summary>
public static class DynamicSeparableFilter
{
    /// <summary>
    /// Filters vertically, then the result horizontally, both with zero padding, then shuffles the sub-pixels into place.
    /// No softmax: the filters may sharpen.
    /// </summary>
    /// <param name="x">B x C x H x W; every channel has the same filters.</param>
    /// <param name="vertical">B x (s * s * taps) x H x W, channel = sub * taps + tap.</param>
    /// <param name="horizontal">As <paramref name="vertical"/>.</param>
    /// <param name="taps">Length of a filter, odd; 41 in the paper.</param>
    /// <param name="scale">s, the up-scaling factor.</param>
    /// <returns>B x C x sH x sW.</returns>
    /// <exception cref="ArgumentException">The shapes do not fit each other.</exception>
    public static Tensor Apply(Tensor x, Tensor vertical, Tensor horizontal, int taps, int scale)
    {
        FilterChecks.Check(x, vertical, (long)scale * scale * taps, nameof(vertical));
        FilterChecks.Check(x, horizontal, (long)scale * scale * taps, nameof(horizontal));
        if (!FilterChecks.IsFused(x))
            return Compose(x, vertical, horizontal, taps, scale);

        using var scope = NewDisposeScope();
        return SeparableFilterFunction.Call(x.contiguous(), vertical.contiguous(), horizontal.contiguous(), taps, scale)
            .MoveToOuterDisposeScope();
    }

    /// <summary>The same by tensor operations, for any device and number of channels.</summary>
    internal static Tensor Compose(Tensor x, Tensor vertical, Tensor horizontal, int taps, int scale)
    {
        using var scope = NewDisposeScope();
        var (batch, channels, height, width) = (x.shape[0], x.shape[1], x.shape[2], x.shape[3]);
        long radius = taps / 2;
        var fv = vertical.view(batch, 1, (long)scale * scale, taps, height, width);
        var fh = horizontal.view(batch, 1, (long)scale * scale, taps, height, width);

        var v = Sum(functional.pad(x, [0, 0, radius, radius]).unsqueeze(2), 3, height, fv, taps);
        var o = Sum(functional.pad(v, [radius, radius, 0, 0]), 4, width, fh, taps);
        return functional.pixel_shuffle(o.reshape(batch, channels * scale * scale, height, width), scale).MoveToOuterDisposeScope();
    }

    /// <summary>
    /// The sum over the taps of a shifted image times its filter, in place: the scope would keep every product and every partial sum.
    /// </summary>
    private static Tensor Sum(Tensor padded, int dimension, long length, Tensor filters, int taps)
    {
        var sum = padded.narrow(dimension, 0, length) * filters.select(3, 0);
        for (var tap = 1; tap < taps; tap++)
            sum.addcmul_(padded.narrow(dimension, tap, length), filters.select(3, tap), 1);

        return sum;
    }
}
