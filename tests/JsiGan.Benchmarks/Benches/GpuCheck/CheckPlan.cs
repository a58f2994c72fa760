using JsiGan.Benchmarks.Benches.GpuCheck.Parts;

namespace JsiGan.Benchmarks.Benches.GpuCheck;

/// <summary>The parts in order: basic checks first, long measurements last.</summary>
internal static class CheckPlan
{
    /// <summary>All parts for all devices; each reports what it skips without a GPU.</summary>
    public static IReadOnlyList<CheckPart> Parts { get; } =
    [
        new("load", Seconds(60), LoadPart.Run),
        new("answers", Seconds(120), AnswersPart.Run),
        new("collectives.one-rank", Seconds(40), CollectivesPart.OneRank),
        new("collectives.two-ranks", Seconds(60), CollectivesPart.TwoRanks),
        new("train.command", Seconds(70), TrainingPart.Command),
        new("train.one-worker", Seconds(80), TrainingPart.OneWorker, InQuick: false),
        new("train.two-workers", Seconds(100), TrainingPart.TwoWorkers),
        new("memory.alone", Seconds(70), OutOfMemoryPart.Alone),
        new("memory.worker", Seconds(70), OutOfMemoryPart.Worker),
        .. StepPart.All(Seconds(60)),
    ];

    private static TimeSpan Seconds(double seconds) => TimeSpan.FromSeconds(seconds);
}
