using System.Runtime.InteropServices;

namespace TorchSharp.Interop;

/// <content>Gradients, the modes of autograd and custom functions.</content>
internal static partial class Native
{
    [LibraryImport(Library)]
    internal static partial Flag ts_requires_grad(torch.Tensor x);

    [LibraryImport(Library)]
    internal static partial Flag ts_set_requires_grad(torch.Tensor x, Flag value);

    [LibraryImport(Library)]
    internal static partial Flag ts_is_leaf(torch.Tensor x);

    [LibraryImport(Library)]
    internal static partial Flag ts_retain_grad(torch.Tensor x);

    [LibraryImport(Library)]
    internal static partial torch.Tensor ts_grad(torch.Tensor x);

    [LibraryImport(Library)]
    internal static partial Flag ts_set_grad(torch.Tensor x, torch.Tensor gradient);

    [LibraryImport(Library)]
    internal static partial torch.Tensor ts_detach(torch.Tensor x);

    [LibraryImport(Library)]
    internal static partial Flag ts_detach_(torch.Tensor x);

    [LibraryImport(Library)]
    internal static partial Flag ts_backward(
        ReadOnlySpan<nint> outputs, long outputCount, ReadOnlySpan<nint> gradients, long gradientCount, ReadOnlySpan<nint> inputs,
        long inputCount, Flag retainGraph, Flag createGraph);

    [LibraryImport(Library)]
    internal static partial Flag ts_autograd_grad(
        ReadOnlySpan<nint> outputs, long outputCount, ReadOnlySpan<nint> inputs, long inputCount, ReadOnlySpan<nint> gradients,
        long gradientCount, Flag retainGraph, Flag createGraph, Flag allowUnused, Span<nint> results);

    [LibraryImport(Library)]
    internal static partial Flag ts_grad_enabled();

    [LibraryImport(Library)]
    internal static partial void ts_set_grad_enabled(Flag enabled);

    [LibraryImport(Library)]
    internal static partial Flag ts_inference_enabled();

    [LibraryImport(Library)]
    internal static partial nint ts_inference_enter(Flag enabled);

    [LibraryImport(Library)]
    internal static partial void ts_inference_leave(nint guard);

    [LibraryImport(Library)]
    internal static partial void ts_function_register(FunctionCallbacks callbacks);

    [LibraryImport(Library)]
    internal static partial long ts_function_apply(nint state, ReadOnlySpan<nint> inputs, long count, Span<nint> outputs, long capacity);

    [LibraryImport(Library)]
    internal static partial Flag ts_context_save(nint context, ReadOnlySpan<nint> handles, long count);

    [LibraryImport(Library)]
    internal static partial long ts_context_saved(nint context, Span<nint> handles, long capacity);

    [LibraryImport(Library)]
    internal static partial Flag ts_context_mark_dirty(nint context, ReadOnlySpan<nint> handles, long count);

    [LibraryImport(Library)]
    internal static partial Flag ts_context_mark_non_differentiable(nint context, ReadOnlySpan<nint> handles, long count);

    [LibraryImport(Library)]
    internal static partial void ts_context_materialize(nint context, Flag value);
}
