using System.Runtime.InteropServices;

namespace TorchSharp.Interop;

/// <content>Optimizers and gradients.</content>
internal static partial class Native
{
    [LibraryImport(Library)]
    internal static partial Flag ts_adam_step(
        torch.Tensor parameter, torch.Tensor first, torch.Tensor second, torch.Tensor largest, in AdamStep by, out Flag updated);

    [LibraryImport(Library)]
    internal static partial Flag ts_clip_grad_norm(ReadOnlySpan<nint> parameters, long count, double maximum, double kind, out double norm);
}
