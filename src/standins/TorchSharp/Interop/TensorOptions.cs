namespace TorchSharp.Interop;

/// <summary>Element type, device and gradient flag of a tensor to make; -1 stands for "not given".</summary>
internal readonly struct TensorOptions
{
    private readonly sbyte _dtype;
    private readonly sbyte _deviceType;
    private readonly short _deviceIndex;
    private readonly int _requiresGrad;

    internal TensorOptions(torch.ScalarType? dtype, torch.Device device, bool requires_grad = false)
    {
        _dtype = dtype.HasValue ? (sbyte)dtype.Value : (sbyte)-1;
        _deviceType = device is null ? (sbyte)-1 : (sbyte)device.type;
        _deviceIndex = device is null ? (short)-1 : (short)device.index;
        _requiresGrad = requires_grad ? 1 : 0;
    }

    /// <summary>What is not given is the default element type and the default device.</summary>
    internal static TensorOptions OrDefault(torch.ScalarType? dtype, torch.Device device, bool requires_grad) =>
        new(dtype ?? torch.get_default_dtype(), torch.InitializeDevice(device), requires_grad);
}
