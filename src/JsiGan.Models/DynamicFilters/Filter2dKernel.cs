using System.Numerics;
using JsiGan.Models.Simd;

namespace JsiGan.Models.DynamicFilters;

/// <summary>
/// The 2-D dynamic up-sampling filter with its softmax on the CPU. The softmax weights of a few pixels live in the cache only;
/// backward computes them again from the saved logits.
/// </summary>
/// <param name="geometry">Taps is the side of the square filter.</param>
/// <param name="image">B x 3 x (H + taps - 1) x (W + taps - 1): the input with its zero padding.</param>
/// <param name="filters">B x (taps * taps * s * s) x H x W logits, channel = tap * s * s + sub.</param>
internal sealed unsafe class Filter2dKernel<T>(FilterGeometry geometry, Tensor image, Tensor filters)
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly T* _image = TensorMemory.Address<T>(image);
    private readonly T* _filters = TensorMemory.Address<T>(filters);

    private int PaddedWidth => geometry.Width + geometry.Taps - 1;

    private long PaddedPlane => (long)PaddedWidth * (geometry.Height + geometry.Taps - 1);

    public Tensor Forward()
    {
        var output = empty(geometry.OutputShape, dtype: image.dtype);
        var high = TensorMemory.Address<T>(output);
        Workers.Share(geometry.Rows, (first, end) => Rows(high, null, null, first, end));
        KeepAlive();
        return output;
    }

    /// <summary>Gradients of the padded image (null if not needed) and of the logits.</summary>
    public (Tensor? Image, Tensor Filters) Backward(Tensor upstream, bool imageGradient)
    {
        var dFilters = empty_like(filters);
        var dImage = imageGradient ? zeros_like(image) : null;
        var g = TensorMemory.Address<T>(upstream);
        var f = TensorMemory.Address<T>(dFilters);
        var x = dImage is null ? null : TensorMemory.Address<T>(dImage);
        if (dImage is null)
            Workers.Share(geometry.Rows, (first, end) => Rows(g, f, x, first, end));
        else
            Workers.Share(geometry.Batch, (first, end) => Rows(g, f, x, first * geometry.Height, end * geometry.Height));

        GC.KeepAlive(upstream);
        KeepAlive();
        return (dImage, dFilters);
    }

    /// <summary>
    /// Forward where <paramref name="dFilters"/> is null: <paramref name="high"/> is written. Else it is the upstream gradient.
    /// </summary>
    private void Rows(T* high, T* dFilters, T* dImage, int firstRow, int endRow)
    {
        using var scratch = new Scratch<T>(FilterGeometry.Channels * geometry.Width + geometry.Taps * geometry.Taps * VectorLane<T>.Count);
        var exponentials = scratch.Pointer;
        var result = exponentials + geometry.Taps * geometry.Taps * VectorLane<T>.Count;
        for (var row = firstRow; row < endRow; row++)
        {
            var (item, y) = Math.DivRem(row, geometry.Height);
            for (var sub = 0; sub < geometry.SubPixels; sub++)
            {
                if (dFilters is not null)
                    geometry.Gather(high, result, geometry.Width, item, y, sub);

                new Filter2dRow<T>(
                    Image(_image, item, y),
                    Filter(_filters, item, y, sub),
                    result,
                    dFilters is null ? null : Filter(dFilters, item, y, sub),
                    dImage is null ? null : Image(dImage, item, y),
                    exponentials,
                    geometry.Width,
                    geometry).Sweep<Filter2dRow<T>, T>(geometry.Width);
                if (dFilters is null)
                    geometry.Scatter(result, geometry.Width, high, item, y, sub);
            }
        }
    }

    private T* Image(T* images, int item, int y) => images + item * FilterGeometry.Channels * PaddedPlane + (long)y * PaddedWidth;

    private T* Filter(T* logits, int item, int y, int sub) =>
        logits + ((long)item * geometry.Taps * geometry.Taps * geometry.SubPixels + sub) * geometry.Plane + (long)y * geometry.Width;

    private void KeepAlive()
    {
        GC.KeepAlive(image);
        GC.KeepAlive(filters);
    }
}
