using System.Runtime.InteropServices;
using JsiGan.Collectives.Transports;

namespace JsiGan.Collectives.Nccl;

/// <summary>
/// The few functions of the CUDA driver API (libcuda.so.1, which comes with the kernel module) that a stream of our own needs. The device's
/// primary context is the one that libtorch and NCCL use through the CUDA runtime.
/// </summary>
internal sealed unsafe class CudaDriver
{
    private const int NotReady = 600; // CUDA_ERROR_NOT_READY
    private const uint NonBlocking = 1; // CU_STREAM_NON_BLOCKING
    private const uint WithoutTiming = 2; // CU_EVENT_DISABLE_TIMING

    private readonly DynamicLibrary _library;
    private readonly delegate* unmanaged[Cdecl]<int, byte**, int> _errorText;
    private readonly delegate* unmanaged[Cdecl]<nint, int> _pushContext;
    private readonly delegate* unmanaged[Cdecl]<nint*, int> _popContext;
    private readonly delegate* unmanaged[Cdecl]<nint, nint, int> _recordEvent;
    private readonly delegate* unmanaged[Cdecl]<nint, int> _queryEvent;

    private CudaDriver(DynamicLibrary library)
    {
        _library = library;
        _errorText = (delegate* unmanaged[Cdecl]<int, byte**, int>)library.Function("cuGetErrorString");
        _pushContext = (delegate* unmanaged[Cdecl]<nint, int>)library.Function("cuCtxPushCurrent_v2");
        _popContext = (delegate* unmanaged[Cdecl]<nint*, int>)library.Function("cuCtxPopCurrent_v2");
        _recordEvent = (delegate* unmanaged[Cdecl]<nint, nint, int>)library.Function("cuEventRecord");
        _queryEvent = (delegate* unmanaged[Cdecl]<nint, int>)library.Function("cuEventQuery");
    }

    /// <exception cref="TransportException">There is no driver, or it does not start.</exception>
    public static CudaDriver Load()
    {
        var driver = new CudaDriver(DynamicLibrary.Load("libcuda.so.1", "the NVIDIA driver"));
        driver.Check(((delegate* unmanaged[Cdecl]<uint, int>)driver._library.Function("cuInit"))(0), "cuInit");
        return driver;
    }

    /// <summary>The primary context of the device with this ordinal; to be released with <see cref="ReleaseContext"/>.</summary>
    public nint RetainContext(int device)
    {
        int count;
        Check(((delegate* unmanaged[Cdecl]<int*, int>)_library.Function("cuDeviceGetCount"))(&count), "cuDeviceGetCount");
        if (device < 0 || device >= count)
            throw new TransportException(CollectiveFault.Transport, null, $"CUDA device {device} was asked for, this process sees {count}");

        nint context;
        var retain = (delegate* unmanaged[Cdecl]<nint*, int, int>)_library.Function("cuDevicePrimaryCtxRetain");
        Check(retain(&context, device), "cuDevicePrimaryCtxRetain");
        return context;
    }

    public void ReleaseContext(int device) =>
        _ = ((delegate* unmanaged[Cdecl]<int, int>)_library.Function("cuDevicePrimaryCtxRelease_v2"))(device);

    /// <summary>Makes the context current on this thread until the result is disposed.</summary>
    public Scope Enter(nint context)
    {
        Check(_pushContext(context), "cuCtxPushCurrent");
        return new Scope(this);
    }

    /// <summary>A stream that does not synchronize with the default stream; waits are explicit.</summary>
    public nint CreateStream()
    {
        nint stream;
        Check(((delegate* unmanaged[Cdecl]<nint*, uint, int>)_library.Function("cuStreamCreate"))(&stream, NonBlocking), "cuStreamCreate");
        return stream;
    }

    public void DestroyStream(nint stream) => _ = ((delegate* unmanaged[Cdecl]<nint, int>)_library.Function("cuStreamDestroy_v2"))(stream);

    public nint CreateEvent()
    {
        nint created;
        Check(((delegate* unmanaged[Cdecl]<nint*, uint, int>)_library.Function("cuEventCreate"))(&created, WithoutTiming), "cuEventCreate");
        return created;
    }

    public void DestroyEvent(nint created) => _ = ((delegate* unmanaged[Cdecl]<nint, int>)_library.Function("cuEventDestroy_v2"))(created);

    /// <summary>Marks what <paramref name="stream"/> (0: the default stream, libtorch's) has been given so far.</summary>
    public void Record(nint marker, nint stream) => Check(_recordEvent(marker, stream), "cuEventRecord");

    /// <summary>Whether the device has come to the mark.</summary>
    public bool Reached(nint marker)
    {
        var result = _queryEvent(marker);
        return result != NotReady && Check(result, "cuEventQuery");
    }

    /// <summary>What <paramref name="stream"/> is given from now on runs after the mark.</summary>
    public void Await(nint stream, nint marker)
    {
        var wait = (delegate* unmanaged[Cdecl]<nint, nint, uint, int>)_library.Function("cuStreamWaitEvent");
        Check(wait(stream, marker, 0), "cuStreamWaitEvent");
    }

    public nint Allocate(nuint bytes)
    {
        nint memory;
        Check(((delegate* unmanaged[Cdecl]<nint*, nuint, int>)_library.Function("cuMemAlloc_v2"))(&memory, bytes), "cuMemAlloc");
        return memory;
    }

    public void Free(nint memory) => _ = ((delegate* unmanaged[Cdecl]<nint, int>)_library.Function("cuMemFree_v2"))(memory);

    private bool Check(int result, string function)
    {
        if (result == 0)
            return true;

        byte* text = null;
        _ = _errorText(result, &text);
        throw new TransportException(CollectiveFault.Transport, null,
            $"{function} failed with CUDA error {result}: {Marshal.PtrToStringUTF8((nint)text) ?? "unknown"}");
    }

    /// <summary>While it lives, the context is current.</summary>
    internal readonly struct Scope(CudaDriver driver) : IDisposable
    {
        public void Dispose()
        {
            nint context;
            _ = driver._popContext(&context);
        }
    }
}
