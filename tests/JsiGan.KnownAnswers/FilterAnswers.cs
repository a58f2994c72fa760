using JsiGan.Models;
using JsiGan.Models.DynamicFilters;

namespace JsiGan.KnownAnswers;

/// <summary>The guided filter and both dynamic up-sampling filters, with their gradients.</summary>
public static class FilterAnswers
{
    private const int Height = 9;
    private const int Width = 7;
    private const int Taps = 41;
    private const int Taps2d = 9;

    public static void Guided(AnswerCheck check, Device device, ScalarType type)
    {
        using var scope = NewDisposeScope();
        var x = AnswerTensors.Uniform(1, [2, 3, 12, 10], 0, 1, type, device);
        check.RequireClose("guided-filter", "base", GuidedFilter.Base(x), Tolerance.Of(type));
        check.RequireClose("guided-filter", "detail", GuidedFilter.Detail(x), Tolerance.Of(type));
    }

    public static void Separable(AnswerCheck check, Device device, ScalarType type, int scale)
    {
        using var scope = NewDisposeScope();
        var (x, vertical, horizontal) = SeparableInputs(scale, Height, Width, type, device);
        var output = DynamicSeparableFilter.Apply(x, vertical, horizontal, Taps, scale);
        output.backward([AnswerTensors.Uniform(5, output.shape, -1, 1, type, device)]);

        var name = $"dynamic-separable-x{scale}";
        check.RequireClose(name, "out", output, Tolerance.Of(type));
        check.RequireClose(name, "grad_x", x.grad!, Tolerance.Of(type));
        check.RequireClose(name, "grad_fv", vertical.grad!, Tolerance.Of(type));
        check.RequireClose(name, "grad_fh", horizontal.grad!, Tolerance.Of(type));
    }

    public static void TwoDimensional(AnswerCheck check, Device device, ScalarType type, int scale)
    {
        using var scope = NewDisposeScope();
        var (x, filters) = TwoDimensionalInputs(scale, Height, Width, type, device);
        var output = DynamicFilter2d.Apply(x, filters, Taps2d, scale);
        output.backward([AnswerTensors.Uniform(5, output.shape, -1, 1, type, device)]);

        var name = $"dynamic-2d-x{scale}";
        check.RequireClose(name, "out", output, Tolerance.Of(type));
        check.RequireClose(name, "grad_x", x.grad!, Tolerance.Of(type));
        check.RequireClose(name, "grad_f", filters.grad!, Tolerance.Of(type));
    }

    /// <summary>Image, vertical and horizontal filters of 41 taps, two samples.</summary>
    public static (Tensor X, Tensor Vertical, Tensor Horizontal) SeparableInputs(
        int scale, int height, int width, ScalarType type, Device? device = null)
    {
        var channels = (long)scale * scale * Taps;
        return (
            AnswerTensors.Uniform(2, [2, 3, height, width], 0, 1, type, device).requires_grad_(true),
            AnswerTensors.Uniform(3, [2, channels, height, width], -0.2, 0.2, type, device).requires_grad_(true),
            AnswerTensors.Uniform(4, [2, channels, height, width], -0.2, 0.2, type, device).requires_grad_(true));
    }

    /// <summary>Image and logits of 9 x 9 taps, two samples.</summary>
    public static (Tensor X, Tensor Filters) TwoDimensionalInputs(int scale, int height, int width, ScalarType type, Device? device = null)
    {
        var channels = (long)scale * scale * Taps2d * Taps2d;
        return (
            AnswerTensors.Uniform(2, [2, 3, height, width], 0, 1, type, device).requires_grad_(true),
            AnswerTensors.Uniform(6, [2, channels, height, width], -2, 2, type, device).requires_grad_(true));
    }
}
