using System.Globalization;
using System.Runtime.InteropServices;
using JsiGan.Collectives.Transports;

namespace JsiGan.Collectives.Nccl;

/// <summary>nccl.h's ncclUniqueId, passed by value.</summary>
internal unsafe struct NcclUniqueId
{
    public const int Bytes = 128;

    public fixed byte Value[Bytes];
}

/// <summary>The start of nccl.h's ncclConfig_t as of 2.14; NCCL takes the fields that its <see cref="Size"/> covers.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct NcclConfig
{
    public nuint Size;
    public uint Magic;
    public uint Version;
    public int Blocking;

    /// <summary>Nonblocking mode: a peer lost while connecting blocks no other.</summary>
    public static unsafe NcclConfig NonBlocking =>
        new() { Size = (nuint)sizeof(NcclConfig), Magic = 0xcafebeef, Version = 21400, Blocking = 0 };
}

/// <summary>The functions of libnccl.so.2 (2.14 or newer) that we call.</summary>
internal sealed unsafe class NcclLibrary
{
    private const int Sum = 0; // ncclSum
    private readonly delegate* unmanaged[Cdecl]<NcclUniqueId*, NcclResult> _getUniqueId;
    private readonly delegate* unmanaged[Cdecl]<nint*, int, NcclUniqueId, int, NcclConfig*, NcclResult> _initialize;
    private readonly delegate* unmanaged[Cdecl]<nint, NcclResult*, NcclResult> _asyncError;
    private readonly delegate* unmanaged[Cdecl]<nint, nint, nuint, int, int, nint, nint, NcclResult> _allReduce;
    private readonly delegate* unmanaged[Cdecl]<nint, nint, nuint, int, int, nint, nint, NcclResult> _broadcast;
    private readonly delegate* unmanaged[Cdecl]<nint, NcclResult> _abort;
    private readonly delegate* unmanaged[Cdecl]<NcclResult, byte*> _errorText;
    private readonly delegate* unmanaged[Cdecl]<int*, NcclResult> _getVersion;

    /// <exception cref="TransportException">It is absent, unreadable, or too old.</exception>
    public NcclLibrary(string name)
    {
        var library = DynamicLibrary.Load(name, "NCCL, which sums gradients between GPUs");
        _getUniqueId = (delegate* unmanaged[Cdecl]<NcclUniqueId*, NcclResult>)library.Function("ncclGetUniqueId");
        _initialize =
            (delegate* unmanaged[Cdecl]<nint*, int, NcclUniqueId, int, NcclConfig*, NcclResult>)library.Function("ncclCommInitRankConfig");
        _asyncError = (delegate* unmanaged[Cdecl]<nint, NcclResult*, NcclResult>)library.Function("ncclCommGetAsyncError");
        _allReduce = (delegate* unmanaged[Cdecl]<nint, nint, nuint, int, int, nint, nint, NcclResult>)library.Function("ncclAllReduce");
        _broadcast = (delegate* unmanaged[Cdecl]<nint, nint, nuint, int, int, nint, nint, NcclResult>)library.Function("ncclBroadcast");
        _abort = (delegate* unmanaged[Cdecl]<nint, NcclResult>)library.Function("ncclCommAbort");
        _errorText = (delegate* unmanaged[Cdecl]<NcclResult, byte*>)library.Function("ncclGetErrorString");
        _getVersion = (delegate* unmanaged[Cdecl]<int*, NcclResult>)library.Function("ncclGetVersion");
    }

    /// <summary>Major, minor and patch, of major * 10000 + minor * 100 + patch (2.9 and later).</summary>
    public string Version
    {
        get
        {
            int version;
            Check(_getVersion(&version), "ncclGetVersion");
            return string.Create(CultureInfo.InvariantCulture, $"{version / 10000}.{version / 100 % 100}.{version % 100}");
        }
    }

    public byte[] CreateUniqueId()
    {
        NcclUniqueId id;
        Check(_getUniqueId(&id), "ncclGetUniqueId");
        return new ReadOnlySpan<byte>(id.Value, NcclUniqueId.Bytes).ToArray();
    }

    /// <summary>Starts connecting on the thread's current device; done when <see cref="IsIdle"/>.</summary>
    public nint BeginConnect(ReadOnlySpan<byte> uniqueId, int rank, int size)
    {
        var id = MemoryMarshal.Read<NcclUniqueId>(uniqueId);
        var config = NcclConfig.NonBlocking;
        nint communicator = 0;
        Check(_initialize(&communicator, size, id, rank, &config), "ncclCommInitRankConfig");
        return communicator;
    }

    /// <summary>Whether the communicator's last call has been taken in.</summary>
    /// <exception cref="TransportException">It failed, or a peer did.</exception>
    public bool IsIdle(nint communicator)
    {
        NcclResult state;
        Check(_asyncError(communicator, &state), "ncclCommGetAsyncError");
        Check(state, "the communicator");
        return state != NcclResult.InProgress;
    }

    public void AllReduceSum(nint data, long count, ElementType element, nint communicator, nint stream) =>
        Check(_allReduce(data, data, (nuint)count, element.NcclType(), Sum, communicator, stream), "ncclAllReduce");

    public void Broadcast(nint data, long count, ElementType element, int root, nint communicator, nint stream) =>
        Check(_broadcast(data, data, (nuint)count, element.NcclType(), root, communicator, stream), "ncclBroadcast");

    /// <summary>Ends the communicator's work on the device and frees it.</summary>
    public void Abort(nint communicator) => _ = _abort(communicator);

    private void Check(NcclResult result, string what)
    {
        if (result is not (NcclResult.Success or NcclResult.InProgress))
        {
            var text = Marshal.PtrToStringUTF8((nint)_errorText(result)) ?? "unknown";
            throw new TransportException(result.ToFault(), null,
                $"{what} failed with NCCL error {(int)result}: {text} ({result.Advice()})");
        }
    }
}
