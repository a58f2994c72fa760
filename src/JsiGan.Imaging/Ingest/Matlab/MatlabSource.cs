using JsiGan.Imaging.Frames;
using JsiGan.Imaging.Frames.Store;

namespace JsiGan.Imaging.Ingest.Matlab;

/// <summary>
/// The patches of JSI-GAN's authors, or any file of their form: SDR_data (uint8) and HDR_data (uint16, 10-bit codes) for training, SDR_YUV
/// and HDR_YUV for test. Both arrays may stand in one file, or each in its own.
/// </summary>
internal sealed class MatlabSource : IClipSource
{
    private const int MaxCode = 1023;

    private static readonly (string Hdr, string Sdr)[] Keys = [("HDR_data", "SDR_data"), ("HDR_YUV", "SDR_YUV")];

    private readonly IngestItem _item;
    private readonly IngestOptions _options;

    /// <exception cref="UsageException">A file is not v7.3, lacks the keys, or the arrays do not match.</exception>
    public MatlabSource(IngestItem item, IngestOptions options)
    {
        (_item, _options) = (item, options);
        using var files = new Pair(item);
        var (high, low, scale) = (files.High, files.Low, options.Scale);
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
            Choice = files.HdrKey,
            Sources = [.. ((string?[])[item.Hdr, item.Sdr]).OfType<string>().Select(SourceFile.Of)],
        };
    }

    public ClipPlan Plan { get; }

    public SplitRule Split => _options.Split;

    /// <summary>Whether a file is taken for MATLAB's.</summary>
    public static bool Is(string path) => Path.GetExtension(path).Equals(".mat", StringComparison.OrdinalIgnoreCase);

    public void Fill(ClipDraft draft, IProgress<FrameProgress>? progress, CancellationToken token)
    {
        using var files = new Pair(_item);
        var (high, low) = (files.High, files.Low);
        var (hdr, hdrColumns) = (new ushort[3 * high.Width * high.Height], new ushort[3 * high.Width * high.Height]);
        var (sdr, sdrColumns) = (new byte[3 * low.Width * low.Height], new byte[3 * low.Width * low.Height]);
        for (var i = draft.LowFrames; i < high.Count; i++)
        {
            token.ThrowIfCancellationRequested();
            if (draft.SourceFrames.Count == i)
            {
                high.Read(i, hdrColumns, hdr);
                if (hdr.AsSpan().ContainsAnyExceptInRange((ushort)0, (ushort)MaxCode))
                {
                    throw new FailureException(
                        $"Picture {i} of the array {files.HdrKey} in {_item.Hdr} has a sample of {hdr.Max()}, but 10-bit codes end at {MaxCode}: "
                        + "give HDR data in 10-bit codes.");
                }

                draft.AppendHigh(i, hdr);
            }

            low.Read(i, sdrColumns, sdr);
            draft.AppendLow(sdr);
            progress?.Report(new FrameProgress(i + 1, high.Count));
        }
    }

    /// <summary>Both arrays, open.</summary>
    private sealed class Pair : IDisposable
    {
        private readonly List<IDisposable> _open = [];

        public Pair(IngestItem item)
        {
            try
            {
                var hdr = Own(new MatlabFile(item.Hdr));
                var sdr = item.Sdr is null ? hdr : Own(new MatlabFile(item.Sdr));
                var keys = Keys.FirstOrDefault(keys => hdr.Has(keys.Hdr) && sdr.Has(keys.Sdr));
                if (keys == default)
                {
                    var lacking = string.Join(" nor ", Keys.Select(pair => $"{pair.Hdr} with {pair.Sdr}"));
                    throw new UsageException(
                        $"The MATLAB file {item.Hdr}{(item.Sdr is null ? "" : $" with {item.Sdr}")} has neither {lacking}: save the arrays under these "
                        + "names, or give the file of the SDR array by --sdr.");
                }

                HdrKey = keys.Hdr;
                High = Own(hdr.Array(keys.Hdr, sizeof(ushort)));
                Low = Own(sdr.Array(keys.Sdr, sizeof(byte)));
            }
            catch
            {
                Dispose();
                throw;
            }
        }

        public string HdrKey { get; }

        public MatlabArray High { get; }

        public MatlabArray Low { get; }

        public void Dispose()
        {
            foreach (var one in Enumerable.Reverse(_open))
            {
                one.Dispose();
            }
        }

        private T Own<T>(T one)
            where T : IDisposable
        {
            _open.Add(one);
            return one;
        }
    }
}
