using System.Runtime.InteropServices;

namespace TorchSharp.Interop;

/// <content>torch.nn.functional.</content>
internal static partial class Native
{
    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial torch.Tensor ts_pad(torch.Tensor x, ReadOnlySpan<long> pad, long count, string mode, double value);

    [LibraryImport(Library)]
    internal static partial torch.Tensor ts_conv2d(
        torch.Tensor x, torch.Tensor weight, torch.Tensor bias, ReadOnlySpan<long> stride, ReadOnlySpan<long> padding,
        ReadOnlySpan<long> dilation, long groups);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial torch.Tensor ts_conv2d_padding(
        torch.Tensor x, torch.Tensor weight, torch.Tensor bias, ReadOnlySpan<long> stride, string padding, ReadOnlySpan<long> dilation,
        long groups);

    [LibraryImport(Library)]
    internal static partial torch.Tensor ts_conv_transpose2d(
        torch.Tensor x, torch.Tensor weight, torch.Tensor bias, ReadOnlySpan<long> stride, ReadOnlySpan<long> padding,
        ReadOnlySpan<long> outputPadding, ReadOnlySpan<long> dilation, long groups);

    [LibraryImport(Library)]
    internal static partial torch.Tensor ts_avg_pool2d(
        torch.Tensor x, ReadOnlySpan<long> kernel, ReadOnlySpan<long> stride, ReadOnlySpan<long> padding, Flag ceilMode,
        Flag countIncludePad, long divisor);

    [LibraryImport(Library)]
    internal static partial torch.Tensor ts_batch_norm(
        torch.Tensor x, torch.Tensor weight, torch.Tensor bias, torch.Tensor runningMean, torch.Tensor runningVar, Flag training,
        double momentum, double eps);

    [LibraryImport(Library)]
    internal static partial torch.Tensor ts_linear(torch.Tensor x, torch.Tensor weight, torch.Tensor bias);

    [LibraryImport(Library)]
    internal static partial torch.Tensor ts_leaky_relu(torch.Tensor x, Scalar slope);

    [LibraryImport(Library)]
    internal static partial Flag ts_leaky_relu_(torch.Tensor x, Scalar slope);

    [LibraryImport(Library)]
    internal static partial torch.Tensor ts_softplus(torch.Tensor x, double beta, double threshold);

    [LibraryImport(Library)]
    internal static partial torch.Tensor ts_pixel_shuffle(torch.Tensor x, long factor);

    [LibraryImport(Library)]
    internal static partial torch.Tensor ts_pixel_unshuffle(torch.Tensor x, long factor);

    [LibraryImport(Library)]
    internal static partial torch.Tensor ts_unfold(
        torch.Tensor x, ReadOnlySpan<long> kernel, ReadOnlySpan<long> dilation, ReadOnlySpan<long> padding, ReadOnlySpan<long> stride);

    [LibraryImport(Library)]
    internal static partial torch.Tensor ts_fold(
        torch.Tensor x, ReadOnlySpan<long> size, ReadOnlySpan<long> kernel, ReadOnlySpan<long> dilation, ReadOnlySpan<long> padding,
        ReadOnlySpan<long> stride);

    [LibraryImport(Library)]
    internal static partial torch.Tensor ts_l1_loss(torch.Tensor x, torch.Tensor target, long reduction);

    [LibraryImport(Library)]
    internal static partial torch.Tensor ts_mse_loss(torch.Tensor x, torch.Tensor target, long reduction);

    [LibraryImport(Library)]
    internal static partial torch.Tensor ts_normalize(torch.Tensor x, double p, long dim, double eps);

    [LibraryImport(Library)]
    internal static partial torch.Tensor ts_interpolate(
        torch.Tensor x, ReadOnlySpan<long> size, ReadOnlySpan<double> scale, long scaleCount, int mode, Flag alignCorners, Flag antialias);
}
