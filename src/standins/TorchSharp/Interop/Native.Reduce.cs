using System.Runtime.InteropServices;

namespace TorchSharp.Interop;

/// <content>Reductions.</content>
internal static partial class Native
{
    [LibraryImport(Library)]
    internal static partial torch.Tensor ts_max(torch.Tensor x);

    [LibraryImport(Library)]
    internal static partial torch.Tensor ts_min(torch.Tensor x);

    [LibraryImport(Library)]
    internal static partial torch.Tensor ts_median(torch.Tensor x);

    [LibraryImport(Library)]
    internal static partial torch.Tensor ts_all(torch.Tensor x);

    [LibraryImport(Library)]
    internal static partial torch.Tensor ts_any(torch.Tensor x);

    [LibraryImport(Library)]
    internal static partial torch.Tensor ts_argmax(torch.Tensor x);

    [LibraryImport(Library)]
    internal static partial torch.Tensor ts_argmin(torch.Tensor x);

    [LibraryImport(Library)]
    internal static partial torch.Tensor ts_all_dim(torch.Tensor x, long dim, Flag keepdim);

    [LibraryImport(Library)]
    internal static partial torch.Tensor ts_any_dim(torch.Tensor x, long dim, Flag keepdim);

    [LibraryImport(Library)]
    internal static partial torch.Tensor ts_argmax_dim(torch.Tensor x, long dim, Flag keepdim);

    [LibraryImport(Library)]
    internal static partial torch.Tensor ts_argmin_dim(torch.Tensor x, long dim, Flag keepdim);

    [LibraryImport(Library)]
    internal static partial Flag ts_max_dim(torch.Tensor x, long dim, Flag keepdim, out nint values, out nint indices);

    [LibraryImport(Library)]
    internal static partial Flag ts_min_dim(torch.Tensor x, long dim, Flag keepdim, out nint values, out nint indices);

    [LibraryImport(Library)]
    internal static partial torch.Tensor ts_sum(torch.Tensor x, sbyte dtype);

    [LibraryImport(Library)]
    internal static partial torch.Tensor ts_mean(torch.Tensor x, sbyte dtype);

    [LibraryImport(Library)]
    internal static partial torch.Tensor ts_prod(torch.Tensor x, sbyte dtype);

    [LibraryImport(Library)]
    internal static partial torch.Tensor ts_cumsum(torch.Tensor x, long dim, sbyte dtype);

    [LibraryImport(Library)]
    internal static partial torch.Tensor ts_sum_dims(torch.Tensor x, ReadOnlySpan<long> dims, long count, Flag keepdim, sbyte dtype);

    [LibraryImport(Library)]
    internal static partial torch.Tensor ts_mean_dims(torch.Tensor x, ReadOnlySpan<long> dims, long count, Flag keepdim, sbyte dtype);

    [LibraryImport(Library)]
    internal static partial torch.Tensor ts_var(torch.Tensor x, ReadOnlySpan<long> dims, long count, Flag unbiased, Flag keepdim);

    [LibraryImport(Library)]
    internal static partial torch.Tensor ts_std(torch.Tensor x, ReadOnlySpan<long> dims, long count, Flag unbiased, Flag keepdim);

    [LibraryImport(Library)]
    internal static partial Flag ts_var_mean(
        torch.Tensor x, ReadOnlySpan<long> dims, long count, Flag unbiased, Flag keepdim, out nint variance, out nint mean);

    [LibraryImport(Library)]
    internal static partial torch.Tensor ts_amax(torch.Tensor x, ReadOnlySpan<long> dims, long count, Flag keepdim);

    [LibraryImport(Library)]
    internal static partial torch.Tensor ts_amin(torch.Tensor x, ReadOnlySpan<long> dims, long count, Flag keepdim);

    [LibraryImport(Library)]
    internal static partial torch.Tensor ts_norm(torch.Tensor x, double p);

    [LibraryImport(Library)]
    internal static partial torch.Tensor ts_norm_dim(torch.Tensor x, double p, long dim, Flag keepdim);

    [LibraryImport(Library)]
    internal static partial torch.Tensor ts_softmax(torch.Tensor x, long dim, sbyte dtype);

    [LibraryImport(Library)]
    internal static partial torch.Tensor ts_log_softmax(torch.Tensor x, long dim, sbyte dtype);

    [LibraryImport(Library)]
    internal static partial torch.Tensor ts_logsumexp(torch.Tensor x, long dim, Flag keepdim);
}
