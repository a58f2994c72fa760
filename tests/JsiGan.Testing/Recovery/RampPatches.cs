using JsiGan.Data.Patches;

namespace JsiGan.Testing.Recovery;

/// <summary>Patches of linear ramps, a pure function of their position.</summary>
/// <param name="beforeRead">Called before each batch is read.</param>
public sealed class RampPatches(PatchGeometry geometry, Action? beforeRead = null) : IPatchSource
{
    public PatchGeometry Geometry => geometry;

    public long PatchesPerEpoch => 1000;

    public void Read(long position, int count, Span<byte> sdr, Span<ushort> hdr)
    {
        beforeRead?.Invoke();
        for (var i = 0; i < count; i++)
        {
            var random = new Random((int)((position + i) % int.MaxValue));
            var (low, high) = (Geometry.LowSamples, Geometry.HighSamples);
            Fill(sdr.Slice(i * low, low), hdr.Slice(i * high, high), random);
        }
    }

    private void Fill(Span<byte> sdr, Span<ushort> hdr, Random random)
    {
        var (low, high, scale) = (Geometry.LowSize, Geometry.HighSize, Geometry.Scale);
        var (dx, dy, level) = (random.Next(0, 5), random.Next(0, 5), random.Next(60, 110));
        for (var at = 0; at < hdr.Length; at++)
        {
            var (channel, y, x) = (at / (high * high), at / high % high, at % high);
            var code = level + (10 * channel) + (((dx * x) + (dy * y)) / scale);
            hdr[at] = (ushort)(4 * code);
            if (x % scale == 0 && y % scale == 0)
                sdr[(((channel * low) + (y / scale)) * low) + (x / scale)] = (byte)code;
        }
    }
}
