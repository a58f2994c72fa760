using System.Buffers;
using JsiGan.Imaging.Color;

namespace JsiGan.Data.Store;

/// <summary>The mapped files of one clip, read as 4:4:4.</summary>
internal sealed class ClipFrames : IDisposable
{
    private readonly TileFile<ushort> _high;
    private readonly TileFile<byte> _low;
    private readonly StoredClip _clip;
    private readonly ChromaUpsampler _upsampler;
    private readonly int _scale;

    /// <exception cref="FailureException">A file is missing, cut short or altered.</exception>
    public ClipFrames(string folder, StoredClip clip, int scale)
    {
        (_clip, _scale, _upsampler) = (clip, scale, new ChromaUpsampler(clip.Siting));
        _high = new TileFile<ushort>(TileSet.High(folder), new TileLayout(clip.Width, clip.Height, clip.Chroma), clip.Frames,
            clip.HighChecksum);
        try
        {
            var low = new TileLayout(clip.Width / scale, clip.Height / scale, ChromaFormat.Yuv444);
            _low = new TileFile<byte>(TileSet.Low(folder), low, clip.Frames, clip.LowChecksum);
        }
        catch
        {
            _high.Dispose();
            throw;
        }
    }

    public void ReadHigh(int frame, int x, int y, int width, int height, Span<ushort> destination)
    {
        RequireLength(destination.Length, width, height);
        var plane = width * height;
        _high.ReadPlane(frame, 0, x, y, width, height, destination[..plane]);
        for (var chroma = 1; chroma < TileLayout.Planes; chroma++)
        {
            var target = destination.Slice(chroma * plane, plane);
            if (_clip.Chroma == ChromaFormat.Yuv444)
                _high.ReadPlane(frame, chroma, x, y, width, height, target);
            else
                ReadChroma(frame, chroma, x, y, width, height, target);
        }
    }

    public void ReadLow(int frame, int x, int y, int width, int height, Span<byte> destination)
    {
        RequireLength(destination.Length, width, height);
        var plane = width * height;
        for (var i = 0; i < TileLayout.Planes; i++)
            _low.ReadPlane(frame, i, x, y, width, height, destination.Slice(i * plane, plane));
    }

    /// <summary>Prefetches a crop's tiles; x, y, width and height in low-resolution pixels.</summary>
    public void Prefetch(int frame, int x, int y, int width, int height)
    {
        _low.Prefetch(frame, x, y, width, height);
        var (left, top) = (x * _scale, y * _scale);
        if (_clip.Chroma == ChromaFormat.Yuv444)
        {
            _high.Prefetch(frame, left, top, width * _scale, height * _scale);
            return;
        }

        // The chroma filter reaches into tiles beside the crop.
        var source = ChromaUpsampler.Source(left, top, width * _scale, height * _scale, _clip.Width / 2, _clip.Height / 2);
        _high.Prefetch(frame, 2 * source.X, 2 * source.Y, 2 * source.Width, 2 * source.Height);
    }

    public void Verify(int frame)
    {
        _high.Verify(frame);
        _low.Verify(frame);
    }

    public void Dispose()
    {
        _high.Dispose();
        _low.Dispose();
    }

    private static void RequireLength(int length, int width, int height)
    {
        if (length != TileLayout.Planes * (long)width * height)
        {
            throw new ArgumentException(
                $"The crop has {TileLayout.Planes * (long)width * height} samples, but the destination has {length}.");
        }
    }

    private void ReadChroma(int frame, int plane, int x, int y, int width, int height, Span<ushort> destination)
    {
        var source = ChromaUpsampler.Source(x, y, width, height, _clip.Width / 2, _clip.Height / 2);
        var samples = ArrayPool<ushort>.Shared.Rent(source.Width * source.Height);
        var chroma = samples.AsSpan(0, source.Width * source.Height);
        _high.ReadPlane(frame, plane, source.X, source.Y, source.Width, source.Height, chroma);
        _upsampler.Apply(chroma, source, x, y, width, QuantizationRange.Limited10.MaxCode, destination);
        ArrayPool<ushort>.Shared.Return(samples);
    }
}
