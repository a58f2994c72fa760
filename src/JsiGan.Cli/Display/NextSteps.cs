using JsiGan.Runtime.Runs;

namespace JsiGan.Cli.Display;

/// <summary>What to do after a training run: commands that work as they are printed.</summary>
public static class NextSteps
{
    private const string Recipe = "video-x2";
    private const string Store = "films";

    /// <summary>Lines for the end of the output.</summary>
    /// <param name="self">How jsigan was called, such as ./jsigan.</param>
    /// <param name="outcome">A complete run.</param>
    public static IReadOnlyList<string> Of(string self, TrainingOutcome outcome) => outcome.Clips is not { } clips
        ?
        [
            "next: HDR of a video with what was trained",
            $"  {self} predict {outcome.Folder.Path} SDR.mp4 HDR.mkv",
        ]
        :
        [
            "next: HDR of a frame with what was trained, then the same for a video of yours (put your HDR10 file in place of this one)",
            $"  {self} predict {outcome.Folder.Path} {clips.Sdr} predicted.png --frame 1",
            $"  {self} ingest {clips.Hdr} --store {Store}",
            $"  {self} train {Recipe} --set data.store={Store}",
            $"  {self} predict {Path.Combine(TrainingRun.RunsFolder, Recipe)} {clips.Sdr} predicted.mkv",
        ];
}
