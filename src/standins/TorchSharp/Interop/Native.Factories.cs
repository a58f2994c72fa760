using System.Runtime.InteropServices;

namespace TorchSharp.Interop;

/// <content>Tensors from nothing, or from memory.</content>
internal static unsafe partial class Native
{
    [LibraryImport(Library)]
    internal static partial torch.Tensor ts_empty(ReadOnlySpan<long> sizes, long count, TensorOptions options);

    [LibraryImport(Library)]
    internal static partial torch.Tensor ts_zeros(ReadOnlySpan<long> sizes, long count, TensorOptions options);

    [LibraryImport(Library)]
    internal static partial torch.Tensor ts_ones(ReadOnlySpan<long> sizes, long count, TensorOptions options);

    [LibraryImport(Library)]
    internal static partial torch.Tensor ts_empty_like(torch.Tensor x, TensorOptions options);

    [LibraryImport(Library)]
    internal static partial torch.Tensor ts_zeros_like(torch.Tensor x, TensorOptions options);

    [LibraryImport(Library)]
    internal static partial torch.Tensor ts_ones_like(torch.Tensor x, TensorOptions options);

    [LibraryImport(Library)]
    internal static partial torch.Tensor ts_rand_like(torch.Tensor x, TensorOptions options);

    [LibraryImport(Library)]
    internal static partial torch.Tensor ts_randn_like(torch.Tensor x, TensorOptions options);

    [LibraryImport(Library)]
    internal static partial torch.Tensor ts_rand(ReadOnlySpan<long> sizes, long count, nint generator, TensorOptions options);

    [LibraryImport(Library)]
    internal static partial torch.Tensor ts_randn(ReadOnlySpan<long> sizes, long count, nint generator, TensorOptions options);

    [LibraryImport(Library)]
    internal static partial torch.Tensor ts_full(ReadOnlySpan<long> sizes, long count, Scalar value, TensorOptions options);

    [LibraryImport(Library)]
    internal static partial torch.Tensor ts_full_like(torch.Tensor x, Scalar value, TensorOptions options);

    [LibraryImport(Library)]
    internal static partial torch.Tensor ts_arange(Scalar start, Scalar stop, Scalar step, TensorOptions options);

    [LibraryImport(Library)]
    internal static partial torch.Tensor ts_linspace(double start, double end, long steps, TensorOptions options);

    [LibraryImport(Library)]
    internal static partial torch.Tensor ts_eye(long rows, long columns, TensorOptions options);

    [LibraryImport(Library)]
    internal static partial torch.Tensor ts_randint(
        long low, long high, ReadOnlySpan<long> sizes, long count, nint generator, TensorOptions options);

    [LibraryImport(Library)]
    internal static partial torch.Tensor ts_randperm(long n, nint generator, TensorOptions options);

    [LibraryImport(Library)]
    internal static partial torch.Tensor ts_from_memory(
        nint data, ReadOnlySpan<long> sizes, long count, nint owner, delegate* unmanaged<nint, void> release, TensorOptions options);
}
