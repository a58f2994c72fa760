using System.Numerics;
using System.Runtime.CompilerServices;

namespace JsiGan.Models.Simd;

/// <summary>Work on one row of pixels, written over lanes.</summary>
internal interface IRowKernel<T>
    where T : unmanaged
{
    /// <summary>Handles pixels <paramref name="x"/> up to x + TLane.Count of the row.</summary>
    void At<TLane>(int x)
        where TLane : struct, ILane<TLane, T>;
}

internal static class RowKernelExtensions
{
    /// <summary>Runs the kernel once over each of the <paramref name="width"/> pixels: in vectors, then one by one.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Sweep<TKernel, T>(this TKernel kernel, int width)
        where TKernel : struct, IRowKernel<T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var x = 0;
        for (; x <= width - VectorLane<T>.Count; x += VectorLane<T>.Count)
            kernel.At<VectorLane<T>>(x);

        for (; x < width; x++)
            kernel.At<ScalarLane<T>>(x);
    }
}
