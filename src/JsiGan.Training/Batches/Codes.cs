using System.Runtime.InteropServices;

namespace JsiGan.Training.Batches;

/// <summary>Video codes as the networks see them: SDR codes / 255, HDR codes / 1023, float32.</summary>
internal static class Codes
{
    /// <summary>The largest SDR code.</summary>
    public const float SdrPeak = 255;

    /// <summary>The largest HDR code.</summary>
    public const float HdrPeak = 1023;

    public static void Normalize(ReadOnlySpan<byte> sdr, Span<float> signal)
    {
        for (var i = 0; i < sdr.Length; i++)
            signal[i] = sdr[i] / SdrPeak;
    }

    public static void Normalize(ReadOnlySpan<ushort> hdr, Span<float> signal)
    {
        for (var i = 0; i < hdr.Length; i++)
            signal[i] = hdr[i] / HdrPeak;
    }

    /// <summary>The nearest HDR codes of signals, which are clipped to [0, 1].</summary>
    public static void Quantize(ReadOnlySpan<float> signal, Span<ushort> hdr)
    {
        for (var i = 0; i < hdr.Length; i++)
            hdr[i] = (ushort)MathF.Round(Math.Clamp(signal[i], 0, 1) * HdrPeak);
    }

    /// <summary>A new tensor of the given shape on a device, with a copy of the samples.</summary>
    public static Tensor ToTensor(ReadOnlySpan<float> samples, ReadOnlySpan<long> shape, Device device)
    {
        var host = empty(shape, dtype: ScalarType.Float32);
        MemoryMarshal.AsBytes(samples).CopyTo(host.bytes);
        return device.type == TorchSharp.DeviceType.CPU ? host : host.to(device, disposeAfter: true);
    }
}
