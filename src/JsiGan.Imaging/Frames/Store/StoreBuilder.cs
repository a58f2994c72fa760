using System.Runtime.ExceptionServices;
using JsiGan.Imaging.Color;

namespace JsiGan.Imaging.Frames.Store;

/// <summary>Decodes a pair of clips into the files of a store, frame by frame, HDR and SDR side by side.</summary>
internal sealed class StoreBuilder
{
    private readonly ClipInfo _hdr;
    private readonly ClipInfo _sdr;
    private readonly int _scale;
    private readonly Func<string, long, Stream> _create;

    /// <param name="hdr">Probed HDR clip.</param>
    /// <param name="sdr">Probed SDR clip.</param>
    /// <param name="scale">High-resolution pixels per low-resolution pixel along one axis.</param>
    /// <param name="create">Opens a new file of a path and a final length.</param>
    public StoreBuilder(ClipInfo hdr, ClipInfo sdr, int scale, Func<string, long, Stream> create)
    {
        (_hdr, _sdr, _scale, _create) = (hdr, sdr, scale, create);
        High = new TileLayout(hdr.Width, hdr.Height);
        Low = new TileLayout(hdr.Width / scale, hdr.Height / scale);
    }

    public TileLayout High { get; }

    public TileLayout Low { get; }

    /// <summary>Bytes of the store.</summary>
    public long Bytes => High.FileBytes(_hdr.FrameCount, sizeof(ushort)) + Low.FileBytes(_hdr.FrameCount, sizeof(byte));

    /// <summary>Writes all files into an empty folder.</summary>
    public void Build(string folder, IProgress<FrameProgress>? progress, CancellationToken token)
    {
        var frames = _hdr.FrameCount;
        using var highTiles = new TileWriter<ushort>(
            _create(Path.Combine(folder, FrameStore.HighName), High.FileBytes(frames, sizeof(ushort))), High, frames);
        using var lowTiles = new TileWriter<byte>(
            _create(Path.Combine(folder, FrameStore.LowName), Low.FileBytes(frames, sizeof(byte))), Low, frames);
        using var hdrReader = ClipReader.OpenHdr(_hdr);
        using var sdrReader = ClipReader.OpenSdr(_sdr);
        var hdr = new Frame<ushort>(High.Width, High.Height);
        var sdr = new Frame<byte>(High.Width, High.Height);
        var shrink = new Shrinker(High, Low);
        for (var done = 0; done < frames; done++)
        {
            token.ThrowIfCancellationRequested();
            Together(
                () =>
                {
                    hdrReader.TryRead(hdr);
                    highTiles.Append(hdr);
                },
                () =>
                {
                    sdrReader.TryRead(sdr);
                    lowTiles.Append(shrink.Apply(sdr));
                });
            progress?.Report(new FrameProgress(done + 1, frames));
        }

        new StoreIndex(
            StoreIndex.CurrentVersion, High.Width, High.Height, _scale, frames, FrameSplit.DefaultEvery,
            highTiles.Complete(), lowTiles.Complete(), ClipFingerprint.Of(_hdr.Path), ClipFingerprint.Of(_sdr.Path)).Write(folder);
    }

    private static void Together(Action first, Action second)
    {
        try
        {
            Parallel.Invoke(first, second);
        }
        catch (AggregateException faults)
        {
            // The first fault says enough; it goes on as itself, with its own stack.
            ExceptionDispatchInfo.Throw(faults.Flatten().InnerExceptions[0]);
        }
    }

    /// <summary>SDR frames to the low resolution: bicubic with antialiasing on each plane, rounded to 8 bits.</summary>
    private sealed class Shrinker(TileLayout high, TileLayout low)
    {
        private readonly Bicubic _bicubic = new(high.Width, high.Height, low.Width, low.Height);
        private readonly float[] _source = new float[high.Width * high.Height];
        private readonly float[] _result = new float[low.Width * low.Height];
        private readonly Frame<byte> _frame = new(low.Width, low.Height);

        public Frame<byte> Apply(Frame<byte> frame)
        {
            for (var plane = 0; plane < Frame<byte>.Planes; plane++)
            {
                Widen(frame.Plane(plane), _source);
                _bicubic.Resize(_source, _result);
                var codes = _frame.Plane(plane);
                for (var i = 0; i < codes.Length; i++)
                {
                    codes[i] = (byte)(Math.Clamp(_result[i], 0f, 255f) + 0.5f);
                }
            }

            return _frame;
        }

        private static void Widen(ReadOnlySpan<byte> codes, Span<float> values)
        {
            for (var i = 0; i < codes.Length; i++)
            {
                values[i] = codes[i];
            }
        }
    }
}
