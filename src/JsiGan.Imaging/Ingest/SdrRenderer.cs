using System.Buffers;
using JsiGan.Imaging.Color;
using JsiGan.Imaging.Frames;
using JsiGan.Imaging.Frames.Store;

namespace JsiGan.Imaging.Ingest;

/// <summary>Makes the low-resolution SDR frame of an HDR frame that has no counterpart: tone mapping at full size, then shrinking.</summary>
internal sealed class SdrRenderer(ClipPlan plan, IToneMap toneMap)
{
    private readonly TileLayout _layout = plan.High;
    private readonly ChromaUpsampler _upsampler = new(plan.Siting);
    private readonly Frame<byte> _sdr = new(plan.Width, plan.Height);
    private readonly SdrShrinker _shrink = new(plan.Width, plan.Height, plan.Scale);

    /// <summary>The small SDR frame of planar 10-bit codes in the plan's chroma format; it is overwritten by the next call.</summary>
    public Frame<byte> Apply(ReadOnlyMemory<ushort> hdr)
    {
        Parallel.For(0, plan.Height, y => RenderRow(hdr.Span, y));
        return _shrink.Apply(_sdr);
    }

    private void RenderRow(ReadOnlySpan<ushort> hdr, int y)
    {
        var width = plan.Width;
        var codes = ArrayPool<ushort>.Shared.Rent(2 * width);
        var light = ArrayPool<float>.Shared.Rent(3 * width);
        var cb = codes.AsSpan(0, width);
        var cr = codes.AsSpan(width, width);
        var red = light.AsSpan(0, width);
        var green = light.AsSpan(width, width);
        var blue = light.AsSpan(2 * width, width);
        ChromaRow(hdr, 1, y, cb);
        ChromaRow(hdr, 2, y, cr);
        Hdr10Signal.Decode(hdr.Slice(y * width, width), cb, cr, red, green, blue);
        toneMap.Apply(red, green, blue);
        SdrSignal.EncodeSignals(red, green, blue, _sdr.Row(0, y), _sdr.Row(1, y), _sdr.Row(2, y));
        ArrayPool<ushort>.Shared.Return(codes);
        ArrayPool<float>.Shared.Return(light);
    }

    private void ChromaRow(ReadOnlySpan<ushort> hdr, int plane, int y, Span<ushort> row)
    {
        var start = (int)_layout.PlaneStart(plane, (long)plan.Width * plan.Height);
        if (plan.Chroma == ChromaFormat.Yuv444)
        {
            hdr.Slice(start + (y * plan.Width), plan.Width).CopyTo(row);
            return;
        }

        var source = ChromaUpsampler.Source(0, y, plan.Width, 1, plan.Width / 2, plan.Height / 2);
        _upsampler.Apply(
            hdr.Slice(start + (source.Y * source.Width), source.Width * source.Height), source, 0, y, plan.Width,
            QuantizationRange.Limited10.MaxCode, row);
    }
}
