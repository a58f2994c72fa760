using JsiGan.Data.Ingest.Sources;
using JsiGan.Data.Store;

namespace JsiGan.Data.Ingest.Video;

/// <summary>An HDR10 video and its SDR counterpart of the same frames.</summary>
internal sealed class VideoPairSource(
    string name, string kind, ClipInfo hdr, ClipInfo sdr, int scale, FrameChoice choice, SplitRule split) : IClipSource
{
    public ClipPlan Plan { get; } = VideoPlans.Of(name, kind, hdr, scale, choice, toneMapping: null, [hdr.Path, sdr.Path]);

    public SplitRule Split => split;

    public void Fill(ClipDraft draft, IProgress<FrameProgress>? progress, CancellationToken token)
    {
        var both = new TwoPasses(progress, hdr.FrameCount, sdr.FrameCount);
        if (choice.IsFixed)
        {
            SideBySide.Run(
                stop => ReadHdr(draft, both.First, stop), stop => ReadSdr(draft, choice.Numbers(sdr.FrameCount), both.Second, stop), token);
        }
        else
        {
            // Only the HDR pass finds the cuts.
            ReadHdr(draft, both.First, token);
            ReadSdr(draft, draft.SourceFrames, both.Second, token);
        }
    }

    private void ReadHdr(ClipDraft draft, IProgress<FrameProgress> progress, CancellationToken token)
    {
        using var reader = new ChosenFrames(hdr, draft.Plan.Chroma, choice, draft.SourceFrames.Count);
        var samples = new ushort[reader.FrameSamples];
        while (reader.TryRead(samples) is { } number)
        {
            token.ThrowIfCancellationRequested();
            draft.AppendHigh(number, samples);
            progress.Report(new FrameProgress(number + 1, hdr.FrameCount));
        }
    }

    private void ReadSdr(ClipDraft draft, IReadOnlyList<int> numbers, IProgress<FrameProgress> progress, CancellationToken token)
    {
        var all = choice.Every == 1 && draft.LowFrames == 0;
        int[] missing = [.. numbers.Skip(draft.LowFrames)];
        using var reader = ClipReader.OpenSdr(sdr, all ? null : FrameChoice.Filter(missing));
        var frame = new Frame<byte>(sdr.Width, sdr.Height);
        var shrink = new SdrShrinker(sdr.Width, sdr.Height, draft.Plan.Scale);
        foreach (var number in missing)
        {
            token.ThrowIfCancellationRequested();
            if (!reader.TryRead(frame))
            {
                throw new FailureException(
                    $"The SDR clip {sdr.Path} ended before its frame {number}, but its HDR counterpart {hdr.Path} has that frame: give "
                    + "clips of the same frames.");
            }

            draft.AppendLow(shrink.Apply(frame).Samples);
            progress.Report(new FrameProgress(number + 1, sdr.FrameCount));
        }

        if (reader.TryRead(frame))
        {
            throw new FailureException($"The SDR clip {sdr.Path} has more than the {sdr.FrameCount} frames that ffprobe counted: "
                + $"encode it again.");
        }
    }
}
