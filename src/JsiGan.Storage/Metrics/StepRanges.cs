namespace JsiGan.Storage.Metrics;

/// <summary>The ranges of jsigan.step_metric_ranges.</summary>
internal static class StepRanges
{
    /// <summary>Steps of a short range.</summary>
    public const long Short = 64;

    /// <summary>Steps of a long range.</summary>
    public const long Long = 1024;

    /// <summary>The longest ranges of which points of so many steps can be made; null if single steps are needed.</summary>
    public static long? Below(long steps) => steps >= Long ? Long : steps >= Short ? Short : null;
}
