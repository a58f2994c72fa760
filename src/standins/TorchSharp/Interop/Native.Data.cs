using System.Runtime.InteropServices;

namespace TorchSharp.Interop;

/// <content>Handles, properties and contents of a tensor.</content>
internal static partial class Native
{
    [LibraryImport(Library)]
    internal static partial void ts_free(nint x);

    [LibraryImport(Library)]
    internal static partial nint ts_share(torch.Tensor x);

    [LibraryImport(Library, EntryPoint = "ts_share")]
    internal static partial nint ts_share_handle(nint x);

    [LibraryImport(Library)]
    internal static partial Flag ts_same(torch.Tensor x, nint y);

    [LibraryImport(Library)]
    internal static partial long ts_ndim(torch.Tensor x);

    [LibraryImport(Library)]
    internal static partial long ts_numel(torch.Tensor x);

    [LibraryImport(Library)]
    internal static partial long ts_element_size(torch.Tensor x);

    [LibraryImport(Library)]
    internal static partial long ts_storage_offset(torch.Tensor x);

    [LibraryImport(Library)]
    internal static partial sbyte ts_dtype(torch.Tensor x);

    [LibraryImport(Library)]
    internal static partial int ts_device_type(torch.Tensor x);

    [LibraryImport(Library)]
    internal static partial int ts_device_index(torch.Tensor x);

    [LibraryImport(Library)]
    internal static partial Flag ts_is_contiguous(torch.Tensor x);

    [LibraryImport(Library)]
    internal static partial Flag ts_is_sparse(torch.Tensor x);

    [LibraryImport(Library)]
    internal static partial Flag ts_is_pinned(torch.Tensor x, out Flag result);

    [LibraryImport(Library)]
    internal static partial Flag ts_size(torch.Tensor x, long dim, out long result);

    [LibraryImport(Library)]
    internal static partial Flag ts_stride(torch.Tensor x, long dim, out long result);

    [LibraryImport(Library)]
    internal static partial void ts_sizes(torch.Tensor x, Span<long> result);

    [LibraryImport(Library)]
    internal static partial void ts_strides(torch.Tensor x, Span<long> result);

    [LibraryImport(Library)]
    internal static partial Flag ts_data(torch.Tensor x, out nint result);

    [LibraryImport(Library)]
    internal static partial Flag ts_storage(torch.Tensor x, out nint data, out ulong bytes);

    [LibraryImport(Library)]
    internal static partial Flag ts_item_double(torch.Tensor x, out double result);

    [LibraryImport(Library)]
    internal static partial Flag ts_item_long(torch.Tensor x, out long result);

    [LibraryImport(Library)]
    internal static partial torch.Tensor ts_clone(torch.Tensor x);

    [LibraryImport(Library)]
    internal static partial torch.Tensor ts_alias(torch.Tensor x);

    [LibraryImport(Library)]
    internal static partial torch.Tensor ts_contiguous(torch.Tensor x);

    [LibraryImport(Library)]
    internal static partial torch.Tensor ts_pin_memory(torch.Tensor x);

    [LibraryImport(Library)]
    internal static partial torch.Tensor ts_to(torch.Tensor x, TensorOptions to, Flag copy, Flag nonBlocking);

    [LibraryImport(Library)]
    internal static partial Flag ts_copy_(torch.Tensor x, torch.Tensor source, Flag nonBlocking);

    [LibraryImport(Library)]
    internal static partial Flag ts_fill_(torch.Tensor x, Scalar value);

    [LibraryImport(Library)]
    internal static partial Flag ts_zero_(torch.Tensor x);

    [LibraryImport(Library)]
    internal static partial Flag ts_set_(torch.Tensor x, torch.Tensor source);
}
