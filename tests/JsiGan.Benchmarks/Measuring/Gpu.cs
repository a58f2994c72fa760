using System.Runtime.InteropServices;
using System.Text;
using static TorchSharp.torch;

namespace JsiGan.Benchmarks.Measuring;

/// <summary>Properties of a GPU that TorchSharp lacks, from the driver (libcuda.so.1).</summary>
internal static unsafe partial class Gpu
{
    private const int NameBytes = 256;

    /// <summary>Whether convolutions and matrix products of float32 may be computed in TF32 (libtorch's default: convolutions).</summary>
    public static void AllowTf32(bool allowed)
    {
        backends.cuda.matmul.allow_tf32 = allowed;
        backends.cudnn.allow_tf32 = allowed;
    }

    /// <summary>The product's name, as in <c>NVIDIA H100 80GB HBM3</c>.</summary>
    public static string Name(int index)
    {
        var text = stackalloc byte[NameBytes];
        var (ok, device) = (Initialize(0) == 0, 0);
        return ok && GetDevice(&device, index) == 0 && GetName(text, NameBytes, device) == 0
            ? Encoding.UTF8.GetString(MemoryMarshal.CreateReadOnlySpanFromNullTerminated(text))
            : "unknown";
    }

    /// <summary>
    /// Memory of the device in use by all processes, libtorch's cached blocks included; null for a CPU. The calling thread must have used
    /// the device.
    /// </summary>
    public static double? UsedBytes(Device device)
    {
        if (device.type != TorchSharp.DeviceType.CUDA)
            return null;

        nuint free, total;
        return MemoryInfo(&free, &total) == 0 ? (double)(total - free) : null;
    }

    [LibraryImport("libcuda.so.1", EntryPoint = "cuInit")]
    private static partial int Initialize(uint flags);

    [LibraryImport("libcuda.so.1", EntryPoint = "cuDeviceGet")]
    private static partial int GetDevice(int* device, int ordinal);

    [LibraryImport("libcuda.so.1", EntryPoint = "cuDeviceGetName")]
    private static partial int GetName(byte* name, int length, int device);

    [LibraryImport("libcuda.so.1", EntryPoint = "cuMemGetInfo_v2")]
    private static partial int MemoryInfo(nuint* free, nuint* total);
}
