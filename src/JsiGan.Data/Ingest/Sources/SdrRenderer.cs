using System.Buffers;
using JsiGan.Data.Store;
using JsiGan.Imaging.Color;

namespace JsiGan.Data.Ingest.Sources;

/// <summary>
/// Makes the low-resolution SDR frame of an HDR frame without a counterpart: tone mapping at full size, then downscaling.
/// </summary>
internal sealed class SdrRenderer(ClipPlan plan, IToneMap toneMap)
{
    private const int BandRows = 32;

    private readonly TileLayout _layout = plan.High;
    private readonly ChromaUpsampler _upsampler = new(plan.Siting);
    private readonly Frame<byte> _sdr = new(plan.Width, plan.Height);
    private readonly SdrShrinker _shrink = new(plan.Width, plan.Height, plan.Scale);

    /// <summary>The low-resolution SDR frame of planar 10-bit codes in the plan's chroma format; overwritten by the next call.</summary>
    public Frame<byte> Apply(ReadOnlyMemory<ushort> hdr)
    {
        var bands = (plan.Height + BandRows - 1) / BandRows;
        Parallel.For(0, bands, band => RenderBand(hdr.Span, band * BandRows, Math.Min(BandRows, plan.Height - (band * BandRows))));
        return _shrink.Apply(_sdr);
    }

    private void RenderBand(ReadOnlySpan<ushort> hdr, int y, int rows)
    {
        var width = plan.Width;
        var codes = ArrayPool<ushort>.Shared.Rent(2 * rows * width);
        var light = ArrayPool<float>.Shared.Rent(3 * width);
        var cb = codes.AsSpan(0, rows * width);
        var cr = codes.AsSpan(rows * width, rows * width);
        var red = light.AsSpan(0, width);
        var green = light.AsSpan(width, width);
        var blue = light.AsSpan(2 * width, width);
        ReadChroma(hdr, 1, y, cb);
        ReadChroma(hdr, 2, y, cr);
        for (var row = 0; row < rows; row++)
        {
            Hdr10Signal.Decode(
                hdr.Slice((y + row) * width, width), cb.Slice(row * width, width), cr.Slice(row * width, width), red, green, blue);
            toneMap.Apply(red, green, blue);
            SdrSignal.EncodeSignals(red, green, blue, _sdr.Row(0, y + row), _sdr.Row(1, y + row), _sdr.Row(2, y + row));
        }

        ArrayPool<ushort>.Shared.Return(codes);
        ArrayPool<float>.Shared.Return(light);
    }

    private void ReadChroma(ReadOnlySpan<ushort> hdr, int plane, int y, Span<ushort> chroma)
    {
        var start = (int)_layout.PlaneStart(plane, (long)plan.Width * plan.Height);
        if (plan.Chroma == ChromaFormat.Yuv444)
        {
            hdr.Slice(start + (y * plan.Width), chroma.Length).CopyTo(chroma);
            return;
        }

        var source = ChromaUpsampler.Source(0, y, plan.Width, chroma.Length / plan.Width, plan.Width / 2, plan.Height / 2);
        _upsampler.Apply(
            hdr.Slice(start + (source.Y * source.Width), source.Width * source.Height), source, 0, y, plan.Width,
            QuantizationRange.Limited10.MaxCode, chroma);
    }
}
