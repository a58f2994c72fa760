using System.Runtime.InteropServices;
using JsiGan.Data.Patches;

namespace JsiGan.Training.Batches;

/// <summary>
/// A batch of stored codes for a device, which converts them: a pair of samples takes 3 bytes of the bus instead of 8. The memory is
/// page-locked if the device is a GPU.
/// </summary>
internal sealed class CodeBatch : IDisposable
{
    private readonly Tensor _sdr;
    private readonly Tensor _hdr;

    /// <param name="geometry">Sides of a patch.</param>
    /// <param name="count">Patches.</param>
    /// <param name="device">Where the signals go.</param>
    public CodeBatch(PatchGeometry geometry, int count, Device device)
    {
        _sdr = Host([count, 3, geometry.LowSize, geometry.LowSize], ScalarType.Byte, device);
        // There is no unsigned 16-bit type; 10-bit codes fit into the signed one.
        _hdr = Host([count, 3, geometry.HighSize, geometry.HighSize], ScalarType.Int16, device);
    }

    /// <summary>Reads the patches from a position of the source on.</summary>
    public void Fill(IPatchSource source, long position) =>
        source.Read(position, (int)_sdr.shape[0], _sdr.bytes, MemoryMarshal.Cast<byte, ushort>(_hdr.bytes));

    /// <summary>New float32 tensors on the device: SDR codes / 255 and HDR codes / 1023. The batch may be refilled immediately.</summary>
    public (Tensor Sdr, Tensor Hdr) ToSignals(Device device) =>
        (ToSignal(_sdr, device, Codes.SdrPeak), ToSignal(_hdr, device, Codes.HdrPeak));

    public void Dispose()
    {
        _sdr.Dispose();
        _hdr.Dispose();
    }

    private static Tensor Host(long[] shape, ScalarType type, Device device)
    {
        var plain = empty(shape, dtype: type).DetachFromDisposeScope();
        if (device.type != TorchSharp.DeviceType.CUDA)
            return plain;

        using (plain)
            return plain.pin_memory().DetachFromDisposeScope();
    }

    private static Tensor ToSignal(Tensor codes, Device device, float peak)
    {
        using var moved = codes.to(device, copy: true);
        return moved.to_type(ScalarType.Float32).div_(peak);
    }
}
