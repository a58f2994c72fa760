using System.Runtime.InteropServices;

namespace TorchSharp.Interop;

/// <content>Indexing.</content>
internal static partial class Native
{
    [LibraryImport(Library)]
    internal static partial torch.Tensor ts_index(torch.Tensor x, ReadOnlySpan<IndexValue> indices, long count);

    [LibraryImport(Library)]
    internal static partial Flag ts_index_put_(torch.Tensor x, ReadOnlySpan<IndexValue> indices, long count, torch.Tensor value);

    [LibraryImport(Library)]
    internal static partial Flag ts_index_put_number_(torch.Tensor x, ReadOnlySpan<IndexValue> indices, long count, Scalar value);

    [LibraryImport(Library)]
    internal static partial torch.Tensor ts_index_select(torch.Tensor x, long dim, torch.Tensor index);

    [LibraryImport(Library)]
    internal static partial torch.Tensor ts_gather(torch.Tensor x, long dim, torch.Tensor index);

    [LibraryImport(Library)]
    internal static partial torch.Tensor ts_masked_select(torch.Tensor x, torch.Tensor mask);

    [LibraryImport(Library)]
    internal static partial torch.Tensor ts_nonzero(torch.Tensor x);
}
