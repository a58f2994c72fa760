using System.Globalization;
using System.Reflection;
using System.Runtime.InteropServices;
using JsiGan.Core.Processes;
using JsiGan.Training;
using static TorchSharp.torch;

namespace JsiGan.Runtime.Inspection;

/// <summary>TorchSharp, the libtorch that it loaded, and the CUDA runtime behind that.</summary>
internal static unsafe class TensorLibrary
{
    public static IEnumerable<Component> Components()
    {
        // Makes TorchSharp load its native libraries, CUDA's where there are any.
        _ = cuda.is_available();
        yield return new("TorchSharp", PackageVersion(typeof(TorchSharp.torch).Assembly), typeof(TorchSharp.torch).Assembly.Location);
        yield return LoadedLibrary.Find("libtorch_cpu.so") is { } library
            ? new("libtorch", Version(library), Path.GetDirectoryName(library)! + Origin())
            : Component.Missing("libtorch");
        yield return LoadedLibrary.Find("libcudart") is { } runtime
            ? new("CUDA runtime", CudaVersion(runtime), runtime)
            : Component.Missing("CUDA runtime", "this libtorch is built for CPUs");
    }

    public static string PackageVersion(Assembly assembly) =>
        assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "unknown";

    private static string Origin() =>
        Environment.GetEnvironmentVariable(LibTorch.Variable) is { Length: > 0 } ? $" ({LibTorch.Variable})" : "";

    /// <summary>
    /// The version that libtorch reports (aoti_torch_abi_version, 2.9 and later): a byte each for major, minor and patch, from the top.
    /// </summary>
    private static string Version(string library)
    {
        if (!NativeLibrary.TryGetExport(NativeLibrary.Load(library), "aoti_torch_abi_version", out var function))
            return "older than 2.9";

        var version = ((delegate* unmanaged[Cdecl]<ulong>)function)();
        return string.Create(CultureInfo.InvariantCulture, $"{version >> 56}.{(byte)(version >> 48)}.{(byte)(version >> 40)}");
    }

    private static string CudaVersion(string library)
    {
        var version = 0;
        var function = (delegate* unmanaged[Cdecl]<int*, int>)NativeLibrary.GetExport(NativeLibrary.Load(library), "cudaRuntimeGetVersion");
        return function(&version) == 0 ? string.Create(CultureInfo.InvariantCulture, $"{version / 1000}.{version % 1000 / 10}") : "unknown";
    }
}
