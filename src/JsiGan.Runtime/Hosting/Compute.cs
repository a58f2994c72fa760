using System.Globalization;
using static TorchSharp.torch;

namespace JsiGan.Runtime.Hosting;

/// <summary>The device and the threads of the tensor library.</summary>
public static class Compute
{
    private const string Gpu = "cuda:";

    /// <summary>The first GPU, or else the CPU.</summary>
    public static string Standard() => cuda.is_available() && cuda.device_count() > 0 ? Gpu + "0" : "cpu";

    /// <param name="name">cpu or cuda:N.</param>
    /// <param name="threads">CPU threads, or null for one per core.</param>
    /// <exception cref="UsageException">There is no such GPU, or this libtorch cannot use any.</exception>
    public static Device Open(string name, int? threads)
    {
        if (name.StartsWith(Gpu, StringComparison.Ordinal))
            Require(name, int.Parse(name.AsSpan(Gpu.Length), CultureInfo.InvariantCulture), cuda.is_available() ? cuda.device_count() : 0);

        set_num_threads(threads ?? Environment.ProcessorCount);
        return device(name);
    }

    /// <summary>The number of the GPU that a device is; null for the CPU.</summary>
    public static int? GpuOf(Device device) => device.type == TorchSharp.DeviceType.CUDA ? device.index : null;

    private static void Require(string name, int index, int count)
    {
        if (index >= count)
        {
            var found = count switch { 0 => "no GPU", 1 => "1 GPU (cuda:0)", _ => $"{count} GPUs (cuda:0 to cuda:{count - 1})" };
            throw new UsageException(
                $"--device {name} is not there: libtorch sees {found}; name one of these, run with --device cpu, or see the README for a "
                    + "libtorch with CUDA.");
        }
    }
}
