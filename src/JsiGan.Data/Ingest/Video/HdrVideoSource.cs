using JsiGan.Data.Ingest.Sources;
using JsiGan.Data.Store;
using JsiGan.Imaging.Color;

namespace JsiGan.Data.Ingest.Video;

/// <summary>An HDR10 video alone: the SDR frames are made by tone mapping.</summary>
internal sealed class HdrVideoSource(
    string name, string kind, ClipInfo hdr, int scale, FrameChoice choice, SplitRule split, string toneMap) : IClipSource
{
    private const int UsualPeakNits = 1000;

    public ClipPlan Plan { get; } = VideoPlans.Of(name, kind, hdr, scale, choice, toneMap, [hdr.Path]);

    public SplitRule Split => split;

    /// <summary>Light that maps to SDR white: the file's MaxCLL, else the peak of its mastering display.</summary>
    private int PeakNits => hdr.Mastering switch
    {
        { MaxContentNits: > 100 and var content } => content,
        { MaxLuminance: > 100 * MasteringDisplay.LuminanceUnits and var display } => (int)(display / MasteringDisplay.LuminanceUnits),
        _ => UsualPeakNits,
    };

    public void Fill(ClipDraft draft, IProgress<FrameProgress>? progress, CancellationToken token)
    {
        // A kill between the two halves of a frame leaves an extra HDR frame; its SDR frame is made when that frame is read again.
        var renderer = new SdrRenderer(draft.Plan, ToneMaps.Create(toneMap, PeakNits));
        using var reader = new ChosenFrames(hdr, draft.Plan.Chroma, choice, draft.LowFrames);
        var samples = new ushort[reader.FrameSamples];
        while (reader.TryRead(samples) is { } number)
        {
            token.ThrowIfCancellationRequested();
            if (draft.LowFrames == draft.SourceFrames.Count)
                draft.AppendHigh(number, samples);

            draft.AppendLow(renderer.Apply(samples).Samples);
            progress?.Report(new FrameProgress(number + 1, hdr.FrameCount));
        }
    }
}
