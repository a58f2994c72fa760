using JsiGan.Imaging.Frames;

namespace JsiGan.Runtime.Runs;

/// <summary>Frames done of all frames, as a share.</summary>
public sealed class FrameShare(IProgress<double> progress) : IProgress<FrameProgress>
{
    public void Report(FrameProgress value) => progress.Report((double)value.Done / Math.Max(1, value.Total));
}
