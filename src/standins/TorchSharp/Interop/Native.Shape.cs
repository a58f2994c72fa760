using System.Runtime.InteropServices;

namespace TorchSharp.Interop;

/// <content>Views, joins and splits.</content>
internal static partial class Native
{
    [LibraryImport(Library)]
    internal static partial torch.Tensor ts_view(torch.Tensor x, ReadOnlySpan<long> values, long count);

    [LibraryImport(Library)]
    internal static partial torch.Tensor ts_reshape(torch.Tensor x, ReadOnlySpan<long> values, long count);

    [LibraryImport(Library)]
    internal static partial torch.Tensor ts_permute(torch.Tensor x, ReadOnlySpan<long> values, long count);

    [LibraryImport(Library)]
    internal static partial torch.Tensor ts_repeat(torch.Tensor x, ReadOnlySpan<long> values, long count);

    [LibraryImport(Library)]
    internal static partial torch.Tensor ts_flip(torch.Tensor x, ReadOnlySpan<long> values, long count);

    [LibraryImport(Library)]
    internal static partial torch.Tensor ts_expand(torch.Tensor x, ReadOnlySpan<long> sizes, long count, Flag isImplicit);

    [LibraryImport(Library)]
    internal static partial torch.Tensor ts_as_strided(
        torch.Tensor x, ReadOnlySpan<long> sizes, ReadOnlySpan<long> strides, long count, long offset);

    [LibraryImport(Library)]
    internal static partial torch.Tensor ts_transpose(torch.Tensor x, long first, long second);

    [LibraryImport(Library)]
    internal static partial torch.Tensor ts_squeeze(torch.Tensor x);

    [LibraryImport(Library)]
    internal static partial torch.Tensor ts_squeeze_dim(torch.Tensor x, long dim);

    [LibraryImport(Library)]
    internal static partial torch.Tensor ts_unsqueeze(torch.Tensor x, long dim);

    [LibraryImport(Library)]
    internal static partial torch.Tensor ts_flatten(torch.Tensor x, long start, long end);

    [LibraryImport(Library)]
    internal static partial torch.Tensor ts_narrow(torch.Tensor x, long dim, long start, long length);

    [LibraryImport(Library)]
    internal static partial torch.Tensor ts_slice(torch.Tensor x, long dim, long start, long end, long step);

    [LibraryImport(Library)]
    internal static partial torch.Tensor ts_select(torch.Tensor x, long dim, long index);

    [LibraryImport(Library)]
    internal static partial torch.Tensor ts_unfold_dim(torch.Tensor x, long dim, long size, long step);

    [LibraryImport(Library)]
    internal static partial torch.Tensor ts_roll(
        torch.Tensor x, ReadOnlySpan<long> shifts, long shiftCount, ReadOnlySpan<long> dims, long dimCount);

    [LibraryImport(Library)]
    internal static partial torch.Tensor ts_triu(torch.Tensor x, long diagonal);

    [LibraryImport(Library)]
    internal static partial torch.Tensor ts_tril(torch.Tensor x, long diagonal);

    [LibraryImport(Library)]
    internal static partial torch.Tensor ts_cat(ReadOnlySpan<nint> parts, long count, long dim);

    [LibraryImport(Library)]
    internal static partial torch.Tensor ts_stack(ReadOnlySpan<nint> parts, long count, long dim);

    [LibraryImport(Library)]
    internal static partial long ts_split(torch.Tensor x, long size, long dim, Span<nint> parts);

    [LibraryImport(Library)]
    internal static partial long ts_split_sizes(torch.Tensor x, ReadOnlySpan<long> sizes, long count, long dim, Span<nint> parts);

    [LibraryImport(Library)]
    internal static partial long ts_chunk(torch.Tensor x, long chunks, long dim, Span<nint> parts);

    [LibraryImport(Library)]
    internal static partial long ts_unbind(torch.Tensor x, long dim, Span<nint> parts);
}
