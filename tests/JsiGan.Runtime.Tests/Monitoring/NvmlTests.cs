using JsiGan.Runtime.Monitoring;
using JsiGan.Testing;

namespace JsiGan.Runtime.Tests.Monitoring;

public sealed class NvmlTests : IDisposable
{
    // Two devices, of which the second reports no utilization. Handles are what the library likes: here, the index plus 1.
    private const string Library =
        """
        struct memory { unsigned long long total, free, used; };
        struct rates { unsigned gpu, memory; };
        int nvmlInit_v2(void) { return START; }
        int nvmlDeviceGetCount_v2(unsigned *count) { *count = 2; return 0; }
        int nvmlDeviceGetHandleByIndex_v2(unsigned index, void **device) { *device = (void *)(index + 1ul); return 0; }
        int nvmlDeviceGetMemoryInfo(void *device, struct memory *memory)
        {
            memory->total = 80ull << 30; memory->free = 60ull << 30; memory->used = (20ull << 30) * (unsigned long)device; return 0;
        }
        int nvmlDeviceGetUtilizationRates(void *device, struct rates *rates)
        {
            rates->gpu = 75; rates->memory = 10; return device == (void *)2 ? 3 : 0;
        }
        """;

    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Memory_and_utilization_of_every_device_are_read()
    {
        const double GiB = 1 << 30;
        DeviceUse[] expected = [new(0, 20 * GiB, 80 * GiB, 0.75), new(1, 40 * GiB, 80 * GiB, null)];
        Assert.Equal(expected, Nvml.TryLoad(Compile(start: 0))!.Read());
    }

    [Fact]
    public void Without_the_library_or_its_driver_there_are_no_devices()
    {
        Assert.Null(Nvml.TryLoad(_folder.File("absent.so")));
        Assert.Null(Nvml.TryLoad(Compile(start: 9)));
    }

    private string Compile(int start)
    {
        var (source, library) = (_folder.File($"nvml{start}.c"), _folder.File($"libnvml{start}.so"));
        File.WriteAllText(source, Library);
        using var compiler = System.Diagnostics.Process.Start("cc", ["-shared", "-fPIC", $"-DSTART={start}", "-o", library, source]);
        compiler.WaitForExit();
        Assert.Equal(0, compiler.ExitCode);
        return library;
    }
}
