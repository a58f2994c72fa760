using TorchSharp;
using static TorchSharp.torch.nn;

namespace JsiGan.Models;

/// <summary>
/// The self-guided filter (He et al., "Guided image filtering"; the image guides itself), per channel. It splits an image into a base
/// layer, smooth between strong edges, and a detail layer (Eq. 1).
/// </summary>
public static class GuidedFilter
{
    /// <summary>Added to the base layer before dividing by it.</summary>
    private const double DivisionGuard = 1e-15;

    /// <summary>
    /// Base layer: with box means over a window and reflected borders, a = var / (var + epsilon), b = mean - a * mean, base = box(a) * x +
    /// box(b).
    /// </summary>
    /// <param name="x">N x C x H x W signals in [0, 1], H and W above window / 2.</param>
    /// <param name="window">Side of the box, odd, in pixels.</param>
    /// <param name="epsilon">Variance below which the filter smooths, in squared signal units.</param>
    public static Tensor Base(Tensor x, int window = 5, double epsilon = 0.01)
    {
        using var scope = NewDisposeScope();
        var channels = x.shape[1];
        var kernel = full([channels, 1, window, window], 1.0 / ((double)window * window), dtype: x.dtype, device: x.device);
        var mean = Box(x, kernel);
        var variance = Box(x * x, kernel) - mean * mean;
        var a = variance / (variance + epsilon);
        var b = mean - a * mean;
        return (Box(a, kernel) * x + Box(b, kernel)).MoveToOuterDisposeScope();
    }

    /// <summary>Detail layer by division, X / (base + 1e-15) (Eq. 1).</summary>
    public static Tensor Detail(Tensor x)
    {
        using var baseLayer = Base(x);
        return Divide(x, baseLayer);
    }

    /// <summary>Detail layer by subtraction, X - base (the ablations of Table 1 marked with a minus).</summary>
    public static Tensor DetailSubtract(Tensor x)
    {
        using var baseLayer = Base(x);
        return x - baseLayer;
    }

    /// <summary>The detail layer of <paramref name="x"/> from its base layer.</summary>
    internal static Tensor Detail(Tensor x, Tensor baseLayer, DetailLayer layer) =>
        layer == DetailLayer.Divide ? Divide(x, baseLayer) : x - baseLayer;

    private static Tensor Divide(Tensor x, Tensor baseLayer)
    {
        using var guarded = baseLayer + DivisionGuard;
        return x / guarded;
    }

    private static Tensor Box(Tensor x, Tensor kernel)
    {
        var radius = kernel.shape[2] / 2;
        using var padded = functional.pad(x, [radius, radius, radius, radius], PaddingModes.Reflect);
        return functional.conv2d(padded, kernel, groups: kernel.shape[0]);
    }
}
