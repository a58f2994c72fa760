using System.Runtime.InteropServices;
using JsiGan.Collectives.Transports;

namespace JsiGan.Collectives.Nccl;

/// <summary>A library that may be absent: loaded on first use; a failure names it and the linker's error.</summary>
internal sealed class DynamicLibrary
{
    private readonly string _name;
    private readonly string _purpose;
    private readonly nint _handle;

    private DynamicLibrary(string name, string purpose, nint handle)
    {
        _name = name;
        _purpose = purpose;
        _handle = handle;
    }

    /// <param name="name">A name for the dynamic linker, or a path.</param>
    /// <param name="purpose">As in <c>NCCL, which sums gradients between GPUs</c>.</param>
    /// <exception cref="TransportException">It is absent or unreadable.</exception>
    public static DynamicLibrary Load(string name, string purpose)
    {
        try
        {
            return new DynamicLibrary(name, purpose, NativeLibrary.Load(name));
        }
        catch (Exception fault) when (fault is DllNotFoundException or BadImageFormatException)
        {
            throw new TransportException(CollectiveFault.Transport, null,
                $"'{name}' ({purpose}) cannot be loaded: {fault.Message.ReplaceLineEndings(" ").Trim()} " +
                "Install it, or name its path");
        }
    }

    /// <exception cref="TransportException">The library has no such function: it is another, or too old.</exception>
    public nint Function(string function) => NativeLibrary.TryGetExport(_handle, function, out var address)
        ? address
        : throw new TransportException(CollectiveFault.Transport, null,
            $"'{_name}' ({_purpose}) has no function '{function}': it is too old or another library");
}
