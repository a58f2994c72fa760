using System.Numerics;
using System.Runtime.CompilerServices;
using JsiGan.Models.Simd;

namespace JsiGan.Models.DynamicFilters;

/// <summary>
/// v_c(x) = sum over taps of f(tap, x) * in_c(y + tap - radius, x), for the three channels of one row; outside the image is zero.
/// </summary>
internal readonly unsafe struct VerticalFilterRow<T>(T* image, T* filter, T* result, int stride, int y, FilterGeometry geometry)
    : IRowKernel<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void At<TLane>(int x)
        where TLane : struct, ILane<TLane, T>
    {
        var plane = geometry.Plane;
        var width = geometry.Width;
        var radius = geometry.Taps / 2;
        var first = Math.Max(0, radius - y);
        var end = Math.Min(geometry.Taps, geometry.Height + radius - y);
        TLane v0 = TLane.Broadcast(T.Zero), v1 = v0, v2 = v0;
        var tap = filter + first * plane + x;
        var source = image + (long)(y + first - radius) * width + x;
        for (var i = first; i < end; i++, tap += plane, source += width)
        {
            var f = TLane.Load(tap);
            v0 = TLane.MultiplyAdd(f, TLane.Load(source), v0);
            v1 = TLane.MultiplyAdd(f, TLane.Load(source + plane), v1);
            v2 = TLane.MultiplyAdd(f, TLane.Load(source + 2 * plane), v2);
        }

        v0.Store(result + x);
        v1.Store(result + stride + x);
        v2.Store(result + 2 * stride + x);
    }
}

/// <summary>o_c(x) = sum over taps of f(tap, x) * v_c(x + tap - radius): <paramref name="padded"/> begins radius zeros before v.</summary>
internal readonly unsafe struct HorizontalFilterRow<T>(T* padded, T* filter, T* result, int stride, FilterGeometry geometry) : IRowKernel<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void At<TLane>(int x)
        where TLane : struct, ILane<TLane, T>
    {
        var plane = geometry.Plane;
        TLane o0 = TLane.Broadcast(T.Zero), o1 = o0, o2 = o0;
        var tap = filter + x;
        var source = padded + x;
        for (var i = 0; i < geometry.Taps; i++, tap += plane, source++)
        {
            var f = TLane.Load(tap);
            o0 = TLane.MultiplyAdd(f, TLane.Load(source), o0);
            o1 = TLane.MultiplyAdd(f, TLane.Load(source + stride), o1);
            o2 = TLane.MultiplyAdd(f, TLane.Load(source + 2 * stride), o2);
        }

        o0.Store(result + x);
        o1.Store(result + stride + x);
        o2.Store(result + 2 * stride + x);
    }
}
