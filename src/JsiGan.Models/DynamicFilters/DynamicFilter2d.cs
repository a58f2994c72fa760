using static TorchSharp.torch.nn;

namespace JsiGan.Models.DynamicFilters;

/// <summary>
/// Dynamic 2-D up-sampling (Eq. 6, before the sigmoid): every output pixel is its own weighted mean of its neighbourhood.
/// </summary>
public static class DynamicFilter2d
{
    /// <summary>Softmax over the taps, a weighted sum with zero padding, then the sub-pixels are shuffled into place.</summary>
    /// <param name="x">B x C x H x W; every channel has the same filter.</param>
    /// <param name="filters">B x (taps * taps * s * s) x H x W logits, channel = tap * s * s + sub, tap = ky * taps + kx.</param>
    /// <param name="taps">Side of a filter, odd; 9 in the paper.</param>
    /// <param name="scale">s, the up-scaling factor.</param>
    /// <returns>B x C x sH x sW.</returns>
    /// <exception cref="ArgumentException">The shapes do not fit each other.</exception>
    public static Tensor Apply(Tensor x, Tensor filters, int taps, int scale)
    {
        FilterChecks.Check(x, filters, (long)taps * taps * scale * scale, nameof(filters));
        if (!FilterChecks.IsFused(x))
            return Compose(x, filters, taps, scale);

        using var scope = NewDisposeScope();
        return Filter2dFunction.Call(x.contiguous(), filters.contiguous(), taps, scale).MoveToOuterDisposeScope();
    }

    /// <summary>The same by tensor operations, for any device and number of channels.</summary>
    internal static Tensor Compose(Tensor x, Tensor filters, int taps, int scale)
    {
        using var scope = NewDisposeScope();
        var (batch, channels, height, width) = (x.shape[0], x.shape[1], x.shape[2], x.shape[3]);
        var weights = filters.view(batch, 1, (long)taps * taps, (long)scale * scale, height, width).softmax(2);
        var neighbours = functional.unfold(x, taps, padding: taps / 2).view(batch, channels, (long)taps * taps, 1, height, width);
        var sums = (neighbours * weights).sum(2);
        return functional.pixel_shuffle(sums.reshape(batch, channels * scale * scale, height, width), scale).MoveToOuterDisposeScope();
    }
}
