using System.Buffers;
using JsiGan.Imaging.Color;
using JsiGan.Imaging.Frames;

namespace JsiGan.Imaging.Preview;

/// <summary>An SDR video of HDR frames, tone-mapped, for screens that would show PQ dark and grey.</summary>
/// <param name="writer">Receives the SDR frames, of the same size; disposed with this.</param>
/// <param name="toneMap">The operator.</param>
public sealed class SdrPreviewWriter(ClipWriter<byte> writer, IToneMap toneMap) : IDisposable
{
    /// <summary>Appends a picture of 10-bit limited-range PQ BT.2020 codes.</summary>
    public void Write(Frame<ushort> frame) => writer.Write(Map(frame, toneMap));

    /// <summary>The same picture in 8-bit limited-range BT.709 codes.</summary>
    public static Frame<byte> Map(Frame<ushort> frame, IToneMap toneMap)
    {
        var sdr = new Frame<byte>(frame.Width, frame.Height);
        Parallel.For(0, frame.Height, y =>
        {
            var rented = ArrayPool<float>.Shared.Rent(3 * frame.Width);
            var red = rented.AsSpan(0, frame.Width);
            var green = rented.AsSpan(frame.Width, frame.Width);
            var blue = rented.AsSpan(2 * frame.Width, frame.Width);
            Hdr10Signal.Decode(frame.Row(0, y), frame.Row(1, y), frame.Row(2, y), red, green, blue);
            toneMap.Apply(red, green, blue);
            SdrSignal.EncodeSignals(red, green, blue, sdr.Row(0, y), sdr.Row(1, y), sdr.Row(2, y));
            ArrayPool<float>.Shared.Return(rented);
        });
        return sdr;
    }

    /// <summary>Finishes and renames the file.</summary>
    public void Complete() => writer.Complete();

    public void Dispose() => writer.Dispose();
}
