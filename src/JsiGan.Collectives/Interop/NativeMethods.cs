using System.Runtime.InteropServices;

namespace JsiGan.Collectives.Interop;

/// <summary>Why a native operation ended; the values are those of native/group.h.</summary>
internal enum NativeFault
{
    None = 0,
    Peer = 1,
    Timeout = 2,
    Aborted = 3,
    Other = 4,
}

/// <summary>native/api.cc's Outcome.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct NativeOutcome
{
    private const int TextBytes = 504;

    public NativeFault Fault;
    public int Peer;
    private fixed byte _text[TextBytes];

    public readonly string Text
    {
        get
        {
            fixed (byte* text = _text)
                return Marshal.PtrToStringUTF8((nint)text) ?? "";
        }
    }
}

/// <summary>The C ABI of libjsigan_collectives.so (native/api.cc).</summary>
internal static unsafe partial class NativeMethods
{
    private const string Library = "jsigan_collectives";

    [LibraryImport(Library, EntryPoint = "jsigan_gloo_open", StringMarshalling = StringMarshalling.Utf8)]
    public static partial nint GlooOpen(string address, int rank, int size, out NativeOutcome outcome);

    [LibraryImport(Library, EntryPoint = "jsigan_gloo_address")]
    public static partial int GlooAddress(nint group, int peer, byte* bytes, int capacity, out NativeOutcome outcome);

    [LibraryImport(Library, EntryPoint = "jsigan_gloo_connect")]
    public static partial void GlooConnect(nint group, byte* addresses, int* lengths, int size, long timeout, out NativeOutcome outcome);

    [LibraryImport(Library, EntryPoint = "jsigan_shared_create")]
    public static partial nint SharedCreate(int rank, int size, ulong token, out NativeOutcome outcome);

    [LibraryImport(Library, EntryPoint = "jsigan_shared_open", StringMarshalling = StringMarshalling.Utf8)]
    public static partial nint SharedOpen(string path, int rank, int size, ulong token, out NativeOutcome outcome);

    [LibraryImport(Library, EntryPoint = "jsigan_shared_path")]
    public static partial void SharedPath(nint group, byte* text, int capacity);

    [LibraryImport(Library, EntryPoint = "jsigan_shared_close_descriptor")]
    public static partial void SharedCloseDescriptor(nint group);

    [LibraryImport(Library, EntryPoint = "jsigan_all_reduce_sum")]
    public static partial void AllReduceSum(
        nint group, nint data, long count, ElementType element, long timeout, out NativeOutcome outcome);

    [LibraryImport(Library, EntryPoint = "jsigan_broadcast")]
    public static partial void Broadcast(nint group, nint data, long bytes, int root, long timeout, out NativeOutcome outcome);

    [LibraryImport(Library, EntryPoint = "jsigan_barrier")]
    public static partial void Barrier(nint group, long timeout, out NativeOutcome outcome);

    [LibraryImport(Library, EntryPoint = "jsigan_abort")]
    public static partial void Abort(nint group);

    [LibraryImport(Library, EntryPoint = "jsigan_close")]
    public static partial void Close(nint group);
}
