using JsiGan.Data.Ingest.Sources;

namespace JsiGan.Cli.Ingest;

/// <summary>What --split may say.</summary>
internal static class SplitWords
{
    public static IReadOnlyList<string> Names { get; } = ["hold-out", "train", "validation", "test"];

    /// <param name="word">One of <see cref="Names"/>.</param>
    /// <param name="every">Frames of which one is held out.</param>
    public static SplitRule Parse(string word, int every) => word switch
    {
        "train" => SplitRule.Training,
        "validation" => new SplitRule(SplitKind.Validation),
        "test" => new SplitRule(SplitKind.Test),
        _ => new SplitRule(SplitKind.HoldOutEvery, every),
    };
}
