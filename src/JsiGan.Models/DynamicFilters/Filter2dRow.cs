using System.Numerics;
using System.Runtime.CompilerServices;
using JsiGan.Models.Simd;

namespace JsiGan.Models.DynamicFilters;

/// <summary>
/// One row of the 2-D dynamic filter and, given an upstream gradient, of its gradients. The weights are w(tap) = exp(f(tap) - max) / sum,
/// o_c = sum over taps of w(tap) * in_c(tap); dL/df(tap) = w(tap) * (sum over channels of g_c * (in_c(tap) - o_c)).
/// </summary>
/// <param name="image">Row y - radius, pixel -radius of channel 0 of the padded image.</param>
/// <param name="filter">Row y of the first tap; taps lie s * s planes apart.</param>
/// <param name="result">Three rows, <paramref name="stride"/> apart: the output (forward), or the upstream gradient (backward).</param>
/// <param name="gradient">As <paramref name="filter"/>, for backward; null for forward.</param>
/// <param name="imageGradient">
/// As <paramref name="image"/>, to add to; null if not needed. It crosses rows: one thread handles a whole image.
/// </param>
/// <param name="exponentials">Room for the taps of one lane.</param>
internal readonly unsafe struct Filter2dRow<T>(
    T* image, T* filter, T* result, T* gradient, T* imageGradient, T* exponentials, int stride, FilterGeometry geometry) : IRowKernel<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private long ImageWidth => geometry.Width + geometry.Taps - 1;

    private long ImagePlane => ImageWidth * (geometry.Height + geometry.Taps - 1);

    private long TapStep => geometry.Plane * geometry.SubPixels;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void At<TLane>(int x)
        where TLane : struct, ILane<TLane, T>
    {
        var largest = Largest<TLane>(x);
        TLane sum = TLane.Broadcast(T.Zero), o0 = sum, o1 = sum, o2 = sum;
        var tap = filter + x;
        var exponential = exponentials;
        for (var ky = 0; ky < geometry.Taps; ky++)
        {
            var source = image + ky * ImageWidth + x;
            for (var kx = 0; kx < geometry.Taps; kx++, tap += TapStep, source++, exponential += TLane.Count)
            {
                var e = TLane.Exp(TLane.Load(tap) - largest);
                e.Store(exponential);
                sum += e;
                o0 = TLane.MultiplyAdd(e, TLane.Load(source), o0);
                o1 = TLane.MultiplyAdd(e, TLane.Load(source + ImagePlane), o1);
                o2 = TLane.MultiplyAdd(e, TLane.Load(source + 2 * ImagePlane), o2);
            }
        }

        var share = TLane.Broadcast(T.One) / sum;
        o0 *= share;
        o1 *= share;
        o2 *= share;
        if (gradient is not null)
        {
            Gradients(x, share, o0, o1, o2);
            return;
        }

        o0.Store(result + x);
        o1.Store(result + stride + x);
        o2.Store(result + 2 * stride + x);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private TLane Largest<TLane>(int x)
        where TLane : struct, ILane<TLane, T>
    {
        var tap = filter + x;
        var largest = TLane.Load(tap);
        for (var i = 1; i < geometry.Taps * geometry.Taps; i++)
        {
            tap += TapStep;
            largest = TLane.Max(largest, TLane.Load(tap));
        }

        return largest;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Gradients<TLane>(int x, TLane share, TLane o0, TLane o1, TLane o2)
        where TLane : struct, ILane<TLane, T>
    {
        TLane g0 = TLane.Load(result + x), g1 = TLane.Load(result + stride + x), g2 = TLane.Load(result + 2 * stride + x);
        var mean = TLane.MultiplyAdd(g2, o2, TLane.MultiplyAdd(g1, o1, g0 * o0));
        var target = gradient + x;
        var exponential = exponentials;
        for (var ky = 0; ky < geometry.Taps; ky++)
        {
            var source = image + ky * ImageWidth + x;
            var imageTarget = imageGradient + ky * ImageWidth + x;
            for (var kx = 0; kx < geometry.Taps; kx++, target += TapStep, source++, imageTarget++, exponential += TLane.Count)
            {
                var weight = TLane.Load(exponential) * share;
                var slope = TLane.MultiplyAdd(g1, TLane.Load(source + ImagePlane), g0 * TLane.Load(source));
                slope = TLane.MultiplyAdd(g2, TLane.Load(source + 2 * ImagePlane), slope);
                (weight * (slope - mean)).Store(target);
                if (imageGradient is not null)
                {
                    TLane.MultiplyAdd(weight, g0, TLane.Load(imageTarget)).Store(imageTarget);
                    TLane.MultiplyAdd(weight, g1, TLane.Load(imageTarget + ImagePlane)).Store(imageTarget + ImagePlane);
                    TLane.MultiplyAdd(weight, g2, TLane.Load(imageTarget + 2 * ImagePlane)).Store(imageTarget + 2 * ImagePlane);
                }
            }
        }
    }
}
