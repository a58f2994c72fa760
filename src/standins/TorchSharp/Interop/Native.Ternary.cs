using System.Runtime.InteropServices;

namespace TorchSharp.Interop;

/// <content>Functions of three tensors or bounds.</content>
internal static partial class Native
{
    [LibraryImport(Library)]
    internal static partial torch.Tensor ts_addcmul(torch.Tensor x, torch.Tensor y, torch.Tensor z, Scalar value);

    [LibraryImport(Library)]
    internal static partial Flag ts_addcmul_(torch.Tensor x, torch.Tensor y, torch.Tensor z, Scalar value);

    [LibraryImport(Library)]
    internal static partial torch.Tensor ts_addcdiv(torch.Tensor x, torch.Tensor y, torch.Tensor z, Scalar value);

    [LibraryImport(Library)]
    internal static partial Flag ts_addcdiv_(torch.Tensor x, torch.Tensor y, torch.Tensor z, Scalar value);

    [LibraryImport(Library)]
    internal static partial torch.Tensor ts_lerp(torch.Tensor x, torch.Tensor end, torch.Tensor weight);

    [LibraryImport(Library)]
    internal static partial Flag ts_lerp_(torch.Tensor x, torch.Tensor end, torch.Tensor weight);

    [LibraryImport(Library)]
    internal static partial torch.Tensor ts_where(torch.Tensor condition, torch.Tensor x, torch.Tensor y);

    [LibraryImport(Library)]
    internal static partial torch.Tensor ts_clamp(torch.Tensor x, Scalar low, Scalar high);

    [LibraryImport(Library)]
    internal static partial Flag ts_clamp_(torch.Tensor x, Scalar low, Scalar high);

    [LibraryImport(Library)]
    internal static partial torch.Tensor ts_clamp_tensor(torch.Tensor x, torch.Tensor low, torch.Tensor high);

    [LibraryImport(Library)]
    internal static partial torch.Tensor ts_masked_fill(torch.Tensor x, torch.Tensor mask, Scalar value);

    [LibraryImport(Library)]
    internal static partial Flag ts_masked_fill_(torch.Tensor x, torch.Tensor mask, Scalar value);
}
