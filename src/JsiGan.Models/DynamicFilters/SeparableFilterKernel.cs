using System.Numerics;
using JsiGan.Models.Simd;

namespace JsiGan.Models.DynamicFilters;

/// <summary>
/// The separable dynamic up-sampling filter on the CPU, row by row: each filter is read once, nothing but the output is stored.
/// Backward recomputes the vertical result of a row (one more pass over the vertical filters) instead of keeping it.
/// </summary>
internal sealed unsafe class SeparableFilterKernel<T>(FilterGeometry geometry, Tensor input, Tensor vertical, Tensor horizontal)
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly T* _input = TensorMemory.Address<T>(input);
    private readonly T* _vertical = TensorMemory.Address<T>(vertical);
    private readonly T* _horizontal = TensorMemory.Address<T>(horizontal);
    private readonly int _radius = geometry.Taps / 2;
    private readonly int _stride = geometry.Width + geometry.Taps - 1;

    public Tensor Forward()
    {
        var output = empty(geometry.OutputShape, dtype: input.dtype);
        var high = TensorMemory.Address<T>(output);
        Workers.Share(geometry.Rows, (first, end) => ForwardRows(high, first, end));
        KeepAlive();
        return output;
    }

    /// <summary>Gradients of the input (null if not needed), the vertical and the horizontal filters.</summary>
    public (Tensor? Input, Tensor Vertical, Tensor Horizontal) Backward(Tensor upstream, bool inputGradient)
    {
        var dVertical = empty_like(vertical);
        var dHorizontal = empty_like(horizontal);
        var dInput = inputGradient ? zeros_like(input) : null;
        var g = TensorMemory.Address<T>(upstream);
        var v = TensorMemory.Address<T>(dVertical);
        var h = TensorMemory.Address<T>(dHorizontal);
        var x = dInput is null ? null : TensorMemory.Address<T>(dInput);
        if (dInput is null)
            Workers.Share(geometry.Rows, (first, end) => BackwardRows(g, x, v, h, first, end));
        else
            Workers.Share(geometry.Batch, (first, end) => BackwardRows(g, x, v, h, first * geometry.Height, end * geometry.Height));

        GC.KeepAlive(upstream);
        KeepAlive();
        return (dInput, dVertical, dHorizontal);
    }

    private void ForwardRows(T* high, int firstRow, int endRow)
    {
        using var scratch = new Scratch<T>(2 * FilterGeometry.Channels * _stride);
        var padded = scratch.Pointer;
        var result = padded + FilterGeometry.Channels * _stride;
        for (var row = firstRow; row < endRow; row++)
        {
            var (item, y) = Math.DivRem(row, geometry.Height);
            for (var sub = 0; sub < geometry.SubPixels; sub++)
            {
                FilterVertically(padded, item, y, sub);
                var filter = Filter(_horizontal, item, y, sub);
                new HorizontalFilterRow<T>(padded, filter, result, _stride, geometry).Sweep<HorizontalFilterRow<T>, T>(geometry.Width);
                geometry.Scatter(result, _stride, high, item, y, sub);
            }
        }
    }

    private void BackwardRows(T* upstream, T* dInput, T* dVertical, T* dHorizontal, int firstRow, int endRow)
    {
        using var scratch = new Scratch<T>((3 * FilterGeometry.Channels + geometry.Taps) * _stride);
        var padded = scratch.Pointer;
        var g = padded + FilterGeometry.Channels * _stride;
        var dv = g + FilterGeometry.Channels * _stride;
        var filter = dv + FilterGeometry.Channels * _stride;
        for (var row = firstRow; row < endRow; row++)
        {
            var (item, y) = Math.DivRem(row, geometry.Height);
            for (var sub = 0; sub < geometry.SubPixels; sub++)
            {
                FilterVertically(padded, item, y, sub);
                geometry.Gather(upstream, g + _radius, _stride, item, y, sub);
                new HorizontalFilterGradientRow<T>(g + _radius, padded, Filter(dHorizontal, item, y, sub), _stride, geometry)
                    .Sweep<HorizontalFilterGradientRow<T>, T>(geometry.Width);

                PadRows(Filter(_horizontal, item, y, sub), filter);
                new VerticalResultGradientRow<T>(g, filter, dv, _stride, geometry).Sweep<VerticalResultGradientRow<T>, T>(geometry.Width);
                new VerticalFilterGradientRow<T>(dv, Image(_input, item), Filter(dVertical, item, y, sub), _stride, y, geometry)
                    .Sweep<VerticalFilterGradientRow<T>, T>(geometry.Width);
                if (dInput is not null)
                {
                    new SeparableInputGradientRow<T>(dv, Filter(_vertical, item, y, sub), Image(dInput, item), _stride, y, geometry)
                        .Sweep<SeparableInputGradientRow<T>, T>(geometry.Width);
                }
            }
        }
    }

    private void FilterVertically(T* padded, int item, int y, int sub) =>
        new VerticalFilterRow<T>(Image(_input, item), Filter(_vertical, item, y, sub), padded + _radius, _stride, y, geometry)
            .Sweep<VerticalFilterRow<T>, T>(geometry.Width);

    private void PadRows(T* filter, T* padded)
    {
        for (var tap = 0; tap < geometry.Taps; tap++)
        {
            var row = new ReadOnlySpan<T>(filter + tap * geometry.Plane, geometry.Width);
            row.CopyTo(new Span<T>(padded + (long)tap * _stride + _radius, geometry.Width));
        }
    }

    private T* Image(T* images, int item) => images + item * FilterGeometry.Channels * geometry.Plane;

    /// <summary>Row y of the first tap: channel = sub * taps + tap.</summary>
    private T* Filter(T* filters, int item, int y, int sub) =>
        filters + ((long)item * geometry.SubPixels + sub) * geometry.Taps * geometry.Plane + (long)y * geometry.Width;

    private void KeepAlive()
    {
        GC.KeepAlive(input);
        GC.KeepAlive(vertical);
        GC.KeepAlive(horizontal);
    }
}
