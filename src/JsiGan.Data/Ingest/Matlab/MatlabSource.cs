using JsiGan.Data.Ingest.Sources;
using JsiGan.Data.Store;

namespace JsiGan.Data.Ingest.Matlab;

/// <summary>
/// The patches of JSI-GAN's authors, or any file in their format: SDR_data (uint8) and HDR_data (uint16, 10-bit codes) for training,
/// SDR_YUV and HDR_YUV for test. Both arrays may be in one file or in two.
/// </summary>
internal sealed class MatlabSource : IClipSource
{
    private const int MaxCode = 1023;

    private static readonly Dictionary<string, string> SdrKeys = new() { ["HDR_data"] = "SDR_data", ["HDR_YUV"] = "SDR_YUV" };

    private readonly IngestItem _item;
    private readonly IngestOptions _options;

    /// <exception cref="UsageException">A file is not v7.3, lacks the keys, or the arrays do not match.</exception>
    public MatlabSource(IngestItem item, IngestOptions options)
    {
        (_item, _options) = (item, options);
        using var high = Hdr(item);
        using var low = Sdr(item, high.Key);
        var scale = options.Scale;
        if (high.Count != low.Count || high.Width != low.Width * scale || high.Height != low.Height * scale)
        {
            throw new UsageException(
                $"The MATLAB file {item.Hdr} has {high.Count} HDR pictures of {high.Width}x{high.Height} and {low.Count} SDR pictures of "
                + $"{low.Width}x{low.Height}, but as many of both are needed, larger by the scale {scale}: give the --scale of the file.");
        }

        Plan = new ClipPlan
        {
            Name = item.Name,
            Kind = "MATLAB patches",
            Width = high.Width,
            Height = high.Height,
            Scale = scale,
            Chroma = ChromaFormat.Yuv444,
            Colour = new ColourTags("tv", "bt2020", "smpte2084", "bt2020nc"),
            Choice = high.Key,
            Sources = [.. ((string?[])[item.Hdr, item.Sdr]).OfType<string>().Select(SourceFile.Of)],
        };
    }

    public ClipPlan Plan { get; }

    public SplitRule Split => _options.Split;

    /// <summary>Whether a file has a MATLAB extension.</summary>
    public static bool Is(string path) => Path.GetExtension(path).Equals(".mat", StringComparison.OrdinalIgnoreCase);

    public void Fill(ClipDraft draft, IProgress<FrameProgress>? progress, CancellationToken token)
    {
        using var high = Hdr(_item);
        using var low = Sdr(_item, high.Key);
        var (hdr, sdr) = (new ushort[3 * high.Width * high.Height], new byte[3 * low.Width * low.Height]);
        for (var i = draft.LowFrames; i < high.Count; i++)
        {
            token.ThrowIfCancellationRequested();
            if (draft.SourceFrames.Count == i)
            {
                high.Read<ushort>(i, hdr);
                if (hdr.AsSpan().ContainsAnyExceptInRange((ushort)0, (ushort)MaxCode))
                {
                    throw new FailureException(
                        $"Picture {i} of the array {high.Key} in {_item.Hdr} has a sample of {hdr.Max()}, but 10-bit codes end at "
                        + $"{MaxCode}: give HDR data in 10-bit codes.");
                }

                draft.AppendHigh(i, hdr);
            }

            low.Read<byte>(i, sdr);
            draft.AppendLow(sdr);
            progress?.Report(new FrameProgress(i + 1, high.Count));
        }
    }

    private static MatlabArray Hdr(IngestItem item) => new(item.Hdr, [.. SdrKeys.Keys], sizeof(ushort));

    private static MatlabArray Sdr(IngestItem item, string hdrKey) => new(item.Sdr ?? item.Hdr, [SdrKeys[hdrKey]], sizeof(byte));
}
