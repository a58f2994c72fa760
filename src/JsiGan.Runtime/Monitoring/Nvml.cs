using System.Runtime.InteropServices;

namespace JsiGan.Runtime.Monitoring;

/// <summary>
/// NVIDIA's management library (libnvidia-ml.so.1, which comes with the driver): memory and utilization of the machine's GPUs. It stays
/// loaded until the process ends.
/// </summary>
public sealed unsafe class Nvml : IDeviceUse
{
    private const string DriverLibrary = "libnvidia-ml.so.1";

    private readonly delegate* unmanaged[Cdecl]<nint, Memory*, int> _memory;
    private readonly delegate* unmanaged[Cdecl]<nint, Rates*, int> _utilization;
    private readonly List<(int Index, nint Handle)> _devices = [];

    private Nvml(nint library)
    {
        var count = (delegate* unmanaged[Cdecl]<uint*, int>)NativeLibrary.GetExport(library, "nvmlDeviceGetCount_v2");
        var handle = (delegate* unmanaged[Cdecl]<uint, nint*, int>)NativeLibrary.GetExport(library, "nvmlDeviceGetHandleByIndex_v2");
        _memory = (delegate* unmanaged[Cdecl]<nint, Memory*, int>)NativeLibrary.GetExport(library, "nvmlDeviceGetMemoryInfo");
        _utilization = (delegate* unmanaged[Cdecl]<nint, Rates*, int>)NativeLibrary.GetExport(library, "nvmlDeviceGetUtilizationRates");
        uint devices;
        if (count(&devices) != 0)
            return;

        for (var i = 0u; i < devices; i++)
        {
            nint device;
            if (handle(i, &device) == 0)
                _devices.Add(((int)i, device));
        }
    }

    /// <summary>Loads the library; null where there is none, no driver answers, or the library is too old.</summary>
    public static Nvml? TryLoad(string path = DriverLibrary)
    {
        if (!NativeLibrary.TryLoad(path, out var library))
            return null;

        try
        {
            var start = (delegate* unmanaged[Cdecl]<int>)NativeLibrary.GetExport(library, "nvmlInit_v2");
            return start() == 0 ? new Nvml(library) : null;
        }
        catch (EntryPointNotFoundException)
        {
            return null;
        }
    }

    public IReadOnlyList<DeviceUse> Read() => [.. _devices.Select(Read).OfType<DeviceUse>()];

    private DeviceUse? Read((int Index, nint Handle) device)
    {
        Memory memory;
        Rates rates;
        if (_memory(device.Handle, &memory) != 0)
            return null;

        var utilization = _utilization(device.Handle, &rates) == 0 ? rates.Gpu / 100.0 : (double?)null;
        return new DeviceUse(device.Index, memory.Used, memory.Total, utilization);
    }

    /// <summary>nvmlMemory_t, bytes.</summary>
    private struct Memory
    {
        public ulong Total;
        public ulong Free;
        public ulong Used;
    }

    /// <summary>nvmlUtilization_t, percent.</summary>
    private struct Rates
    {
        public uint Gpu;
        public uint Memory;
    }
}
