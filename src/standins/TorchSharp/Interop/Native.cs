using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

// Every argument of the shim is blittable, or made so by a marshaller of this folder.
[assembly: DisableRuntimeMarshalling]

namespace TorchSharp.Interop;

/// <summary>The C ABI of libtorchsharp_shim.so; native/shim.h holds its conventions.</summary>
internal static partial class Native
{
    private const string Library = "torchsharp_shim";

    static Native() => NativeLibrary.SetDllImportResolver(typeof(Native).Assembly, Resolve);

    /// <summary>Throws the shim's message if the call before went wrong.</summary>
    internal static void Check(bool succeeded)
    {
        if (!succeeded)
        {
            torch.CheckForErrors();
        }
    }

    [LibraryImport(Library)]
    internal static partial nint ts_last_error();

    private static nint Resolve(string name, Assembly assembly, DllImportSearchPath? search)
    {
        if (name != Library)
        {
            return 0;
        }

        var path = Path.Combine(AppContext.BaseDirectory, "libtorchsharp_shim.so");
        try
        {
            return NativeLibrary.Load(path);
        }
        catch (DllNotFoundException failure)
        {
            throw new DllNotFoundException(
                $"The libtorch shim {path} could not be loaded ({LastLine(failure.Message)}). It needs libtorch: " +
                "install Debian's package libtorch-dev, or build again with the environment variable LIBTORCH " +
                "naming the folder of an unpacked libtorch.",
                failure);
        }
    }

    /// <summary>The dynamic linker's own words, which name the file that is missing, stand last.</summary>
    private static string LastLine(string text) => text.Split('\n', StringSplitOptions.RemoveEmptyEntries)[^1].Trim();
}
