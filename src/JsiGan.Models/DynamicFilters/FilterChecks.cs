using TorchSharp;

namespace JsiGan.Models.DynamicFilters;

/// <summary>What both dynamic filters ask of their arguments, and which of the two implementations they take.</summary>
internal static class FilterChecks
{
    /// <summary>True where the fused kernels apply: Y'CbCr images in float32 or float64 in the CPU's memory.</summary>
    public static bool IsFused(Tensor input) =>
        input.device_type == DeviceType.CPU
        && input.shape[1] == FilterGeometry.Channels
        && input.dtype is ScalarType.Float32 or ScalarType.Float64;

    /// <exception cref="ArgumentException">The filters do not have one channel per tap and sub-pixel, or another size than the
    /// input.</exception>
    public static void Check(Tensor input, Tensor filters, long channels, string name)
    {
        if (input.dim() != 4)
            throw new ArgumentException($"The input has {input.dim()} dimensions, not 4 (B x C x H x W).", nameof(input));

        long[] expected = [input.shape[0], channels, input.shape[2], input.shape[3]];
        if (!filters.shape.SequenceEqual(expected))
        {
            throw new ArgumentException(
                $"The filters are [{string.Join(", ", filters.shape)}]; "
                + $"this input, number of taps and scale need [{string.Join(", ", expected)}].",
                name);
        }

        if (filters.dtype != input.dtype)
            throw new ArgumentException($"The filters are {filters.dtype}, the input is {input.dtype}.", name);
    }
}
