using JsiGan.Models.DynamicFilters;
using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace JsiGan.Models;

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
        {
            return Compose(x, vertical, horizontal, taps, scale);
        }

        using DisposeScope scope = NewDisposeScope();
        return SeparableFilterFunction.Call(x.contiguous(), vertical.contiguous(), horizontal.contiguous(), taps, scale)
            .MoveToOuterDisposeScope();
    }

    /// <summary>The same by tensor operations, for any device and number of channels.</summary>
    internal static Tensor Compose(Tensor x, Tensor vertical, Tensor horizontal, int taps, int scale)
    {
        using DisposeScope scope = NewDisposeScope();
        (long batch, long channels, long height, long width) = (x.shape[0], x.shape[1], x.shape[2], x.shape[3]);
        long radius = taps / 2;
        Tensor fv = vertical.view(batch, 1, (long)scale * scale, taps, height, width);
        Tensor fh = horizontal.view(batch, 1, (long)scale * scale, taps, height, width);

        Tensor padded = functional.pad(x, [0, 0, radius, radius]).unsqueeze(2);
        Tensor v = padded.narrow(3, 0, height) * fv.select(3, 0);
        for (int tap = 1; tap < taps; tap++)
        {
            v = v + padded.narrow(3, tap, height) * fv.select(3, tap);
        }

        padded = functional.pad(v, [radius, radius, 0, 0]);
        Tensor o = padded.narrow(4, 0, width) * fh.select(3, 0);
        for (int tap = 1; tap < taps; tap++)
        {
            o = o + padded.narrow(4, tap, width) * fh.select(3, tap);
        }

        return functional.pixel_shuffle(o.reshape(batch, channels * scale * scale, height, width), scale).MoveToOuterDisposeScope();
    }
}
