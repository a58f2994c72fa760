using System.Runtime.InteropServices;

namespace TorchSharp;

/// <summary>How the shim calls custom functions; the first argument is the GC handle of the call's <see cref="FunctionCall"/>.</summary>
internal readonly unsafe struct FunctionCallbacks
{
    private readonly delegate* unmanaged<nint, nint, nint**, long*, byte**, byte> _forward = &Forward;
    private readonly delegate* unmanaged<nint, nint, nint*, long, nint*, long, byte**, byte> _backward = &Backward;
    private readonly delegate* unmanaged<nint, void> _release = &Release;

    // What a callback hands out stays in place until the next one of its thread.
    [ThreadStatic]
    private static nint* _outputs;

    [ThreadStatic]
    private static byte* _message;

    public FunctionCallbacks()
    {
    }

    [UnmanagedCallersOnly]
    private static byte Forward(nint state, nint context, nint** outputs, long* count, byte** message)
    {
        var call = FunctionCall.Of(state);
        try
        {
            var handles = call.Forward(context);
            NativeMemory.Free(_outputs);
            _outputs = (nint*)NativeMemory.Alloc((nuint)Math.Max(1, handles.Length), (nuint)sizeof(nint));
            handles.CopyTo(new Span<nint>(_outputs, handles.Length));
            *outputs = _outputs;
            *count = handles.Length;
            return 1;
        }
        catch (Exception failure)
        {
            call.Failure = failure;
            *message = Keep(failure.Message);
            return 0;
        }
    }

    [UnmanagedCallersOnly]
    private static byte Backward(
        nint state, nint context, nint* gradients, long gradientCount, nint* results, long resultCount, byte** message)
    {
        try
        {
            FunctionCall.Of(state).Backward(
                context, new ReadOnlySpan<nint>(gradients, (int)gradientCount), new Span<nint>(results, (int)resultCount));
            return 1;
        }
        catch (Exception failure)
        {
            *message = Keep(failure.Message);
            return 0;
        }
    }

    [UnmanagedCallersOnly]
    private static void Release(nint state) => GCHandle.FromIntPtr(state).Free();

    private static byte* Keep(string message)
    {
        Marshal.FreeCoTaskMem((nint)_message);
        return _message = (byte*)Marshal.StringToCoTaskMemUTF8(message);
    }
}
