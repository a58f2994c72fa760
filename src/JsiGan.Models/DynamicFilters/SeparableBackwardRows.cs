using System.Numerics;
using System.Runtime.CompilerServices;
using JsiGan.Models.Simd;

namespace JsiGan.Models.DynamicFilters;

/// <summary>dL/df_h(tap, x) = sum over channels of g_c(x) * v_c(x + tap - radius), g being the gradient of the row's output.</summary>
internal readonly unsafe struct HorizontalFilterGradientRow<T>(T* upstream, T* padded, T* gradient, int stride, FilterGeometry geometry)
    : IRowKernel<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void At<TLane>(int x)
        where TLane : struct, ILane<TLane, T>
    {
        TLane g0 = TLane.Load(upstream + x), g1 = TLane.Load(upstream + stride + x), g2 = TLane.Load(upstream + 2 * stride + x);
        var source = padded + x;
        var target = gradient + x;
        for (var i = 0; i < geometry.Taps; i++, source++, target += geometry.Plane)
        {
            var sum = g0 * TLane.Load(source);
            sum = TLane.MultiplyAdd(g1, TLane.Load(source + stride), sum);
            TLane.MultiplyAdd(g2, TLane.Load(source + 2 * stride), sum).Store(target);
        }
    }
}

/// <summary>
/// dL/dv_c(x) = sum over taps of g_c(x - tap + radius) * f_h(tap, x - tap + radius). Both rows are padded with radius zeros on either side,
/// the filter's rows lying <paramref name="stride"/> apart.
/// </summary>
internal readonly unsafe struct VerticalResultGradientRow<T>(T* upstream, T* filter, T* result, int stride, FilterGeometry geometry)
    : IRowKernel<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void At<TLane>(int x)
        where TLane : struct, ILane<TLane, T>
    {
        TLane v0 = TLane.Broadcast(T.Zero), v1 = v0, v2 = v0;
        var g = upstream + x + geometry.Taps - 1;
        var tap = filter + x + geometry.Taps - 1;
        for (var i = 0; i < geometry.Taps; i++, g--, tap += stride - 1)
        {
            var f = TLane.Load(tap);
            v0 = TLane.MultiplyAdd(f, TLane.Load(g), v0);
            v1 = TLane.MultiplyAdd(f, TLane.Load(g + stride), v1);
            v2 = TLane.MultiplyAdd(f, TLane.Load(g + 2 * stride), v2);
        }

        v0.Store(result + x);
        v1.Store(result + stride + x);
        v2.Store(result + 2 * stride + x);
    }
}

/// <summary>dL/df_v(tap, x) = sum over channels of dv_c(x) * in_c(y + tap - radius, x); zero for taps outside the image.</summary>
internal readonly unsafe struct VerticalFilterGradientRow<T>(T* upstream, T* image, T* gradient, int stride, int y, FilterGeometry geometry)
    : IRowKernel<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void At<TLane>(int x)
        where TLane : struct, ILane<TLane, T>
    {
        var plane = geometry.Plane;
        TLane g0 = TLane.Load(upstream + x), g1 = TLane.Load(upstream + stride + x), g2 = TLane.Load(upstream + 2 * stride + x);
        var target = gradient + x;
        for (var i = 0; i < geometry.Taps; i++, target += plane)
        {
            var row = y + i - geometry.Taps / 2;
            if ((uint)row >= (uint)geometry.Height)
            {
                TLane.Broadcast(T.Zero).Store(target);
                continue;
            }

            var source = image + (long)row * geometry.Width + x;
            var sum = g0 * TLane.Load(source);
            sum = TLane.MultiplyAdd(g1, TLane.Load(source + plane), sum);
            TLane.MultiplyAdd(g2, TLane.Load(source + 2 * plane), sum).Store(target);
        }
    }
}

/// <summary>Adds dv_c(x) * f_v(tap, x) to dL/din_c(y + tap - radius, x). It crosses rows: one thread handles a whole image.</summary>
internal readonly unsafe struct SeparableInputGradientRow<T>(
    T* upstream, T* filter, T* gradient, int stride, int y, FilterGeometry geometry)
    : IRowKernel<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void At<TLane>(int x)
        where TLane : struct, ILane<TLane, T>
    {
        var radius = geometry.Taps / 2;
        var first = Math.Max(0, radius - y);
        var end = Math.Min(geometry.Taps, geometry.Height + radius - y);
        for (var channel = 0; channel < FilterGeometry.Channels; channel++)
        {
            var g = TLane.Load(upstream + channel * stride + x);
            var target = gradient + channel * geometry.Plane + (long)(y + first - radius) * geometry.Width + x;
            var tap = filter + first * geometry.Plane + x;
            for (var i = first; i < end; i++, tap += geometry.Plane, target += geometry.Width)
                TLane.MultiplyAdd(g, TLane.Load(tap), TLane.Load(target)).Store(target);
        }
    }
}
