#nullable enable
using System.Runtime.InteropServices;
using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>Throws the message that the shim kept on this thread, if there is one.</summary>
    /// <exception cref="ExternalException">libtorch refused the last call.</exception>
    public static void CheckForErrors()
    {
        var message = Native.ts_last_error();
        if (message != 0)
        {
            throw new ExternalException(Marshal.PtrToStringUTF8(message));
        }
    }

    public static bool TryInitializeDeviceType(DeviceType deviceType) => deviceType switch
    {
        DeviceType.CUDA => Native.ts_cuda_is_available(),
        DeviceType.MPS => false,
        _ => true,
    };

    public static void InitializeDeviceType(DeviceType deviceType)
    {
        if (deviceType != DeviceType.CPU && !TryInitializeDeviceType(deviceType))
        {
            throw new InvalidOperationException(
                $"Torch device type {deviceType} did not initialise on the current machine: this libtorch sees no such device.");
        }
    }

    public static Device InitializeDevice(Device? device)
    {
        device ??= get_default_device();
        InitializeDeviceType(device.type);
        return device;
    }
}
