using JsiGan.Data.Ingest.Sources;
using JsiGan.Data.Store;
using JsiGan.Imaging.Color;

namespace JsiGan.Data.Ingest.Pictures;

/// <summary>
/// A linear picture mastered to PQ: 1.0 maps to a given white, and brighter light than the given peak is scaled down to it, preserving hue.
/// The SDR frame is its counterpart, or made by tone mapping.
/// </summary>
internal sealed class LinearPictureSource : IClipSource
{
    private readonly string _path;
    private readonly ClipInfo? _sdr;
    private readonly IngestOptions _options;

    /// <exception cref="UsageException">The picture or its counterpart is invalid.</exception>
    public LinearPictureSource(IngestItem item, ClipInfo? sdr, IngestOptions options)
    {
        (_path, _sdr, _options) = (item.Hdr, sdr, options);
        var (width, height) = LinearPicture.ReadSize(item.Hdr);
        ClipChecks.RequireSize(item.Hdr, width, height, options.Scale, sdr);
        Plan = new ClipPlan
        {
            Name = item.Name,
            Kind = sdr is null ? "linear picture" : "linear picture pair",
            Width = width,
            Height = height,
            Scale = options.Scale,
            Chroma = ChromaFormat.Yuv444,
            Colour = new ColourTags("pc", "bt709", "linear", "gbr"),
            Mastering = MasteringDisplay.P3(options.PeakNits),
            ToneMapping = sdr is null ? options.ToneMap : null,
            Choice = $"1.0 is {options.WhiteNits} nits, peak {options.PeakNits} nits",
            Sources = [.. ((string?[])[item.Hdr, item.Sdr]).OfType<string>().Select(SourceFile.Of)],
        };
    }

    public ClipPlan Plan { get; }

    public SplitRule Split => _options.Split;

    public void Fill(ClipDraft draft, IProgress<FrameProgress>? progress, CancellationToken token)
    {
        token.ThrowIfCancellationRequested();
        var hdr = Master(LinearPicture.Read(_path));
        if (draft.SourceFrames.Count == 0)
            draft.AppendHigh(0, hdr.Samples);

        if (draft.LowFrames == 0)
        {
            draft.AppendLow(_sdr is null
                ? new SdrRenderer(Plan, ToneMaps.Create(_options.ToneMap, _options.PeakNits)).Apply(hdr.Samples).Samples
                : new SdrShrinker(Plan.Width, Plan.Height, Plan.Scale).Apply(ReadSdr(_sdr)).Samples);
        }

        progress?.Report(new FrameProgress(1, 1));
    }

    private static Frame<byte> ReadSdr(ClipInfo clip)
    {
        using var reader = ClipReader.OpenSdr(clip);
        var frame = new Frame<byte>(clip.Width, clip.Height);
        while (reader.TryRead(frame))
        {
        }

        return frame;
    }

    private Frame<ushort> Master(Frame<float> light)
    {
        var codes = new Frame<ushort>(light.Width, light.Height);
        Parallel.For(0, light.Height, y =>
        {
            var (red, green, blue) = (light.Row(0, y).ToArray(), light.Row(1, y).ToArray(), light.Row(2, y).ToArray());
            for (var x = 0; x < red.Length; x++)
                (red[x], green[x], blue[x]) = ToNits(red[x], green[x], blue[x]);

            Hdr10Signal.Encode(red, green, blue, codes.Row(0, y), codes.Row(1, y), codes.Row(2, y));
        });
        return codes;
    }

    private (float Red, float Green, float Blue) ToNits(float red, float green, float blue)
    {
        var m = Primaries.Bt709ToBt2020;
        var (r, g, b) = (Positive(red), Positive(green), Positive(blue));
        var (wideRed, wideGreen, wideBlue) = (
            ((float)m.M11 * r) + ((float)m.M12 * g) + ((float)m.M13 * b),
            ((float)m.M21 * r) + ((float)m.M22 * g) + ((float)m.M23 * b),
            ((float)m.M31 * r) + ((float)m.M32 * g) + ((float)m.M33 * b));
        var most = _options.WhiteNits * MathF.Max(wideRed, MathF.Max(wideGreen, wideBlue));
        var scale = most > _options.PeakNits ? _options.WhiteNits * (_options.PeakNits / most) : _options.WhiteNits;
        return (wideRed * scale, wideGreen * scale, wideBlue * scale);
    }

    // Real files contain NaN, infinities and negative light.
    private static float Positive(float value) => value > 0 ? MathF.Min(value, 1e6f) : 0;
}
