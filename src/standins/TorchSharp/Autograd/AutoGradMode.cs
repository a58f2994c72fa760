using TorchSharp.Interop;

namespace TorchSharp;

/// <summary>Switches the recording of gradients on this thread until it is disposed of.</summary>
internal sealed class AutoGradMode : IDisposable
{
    private readonly bool _before = IsEnabled;

    internal AutoGradMode(bool enabled) => Native.ts_set_grad_enabled(enabled);

    internal static bool IsEnabled => Native.ts_grad_enabled();

    public void Dispose() => Native.ts_set_grad_enabled(_before);
}

/// <summary>Inference mode on this thread until it is disposed of: no graph, no version counters.</summary>
internal sealed class InferenceMode : IDisposable
{
    private nint _guard;

    internal InferenceMode(bool mode) => _guard = Native.ts_inference_enter(mode);

    internal static bool IsEnabled => Native.ts_inference_enabled();

    public void Dispose()
    {
        if (_guard != 0)
        {
            Native.ts_inference_leave(_guard);
            _guard = 0;
        }
    }
}
