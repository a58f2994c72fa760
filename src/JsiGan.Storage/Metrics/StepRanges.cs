namespace JsiGan.Storage.Metrics;

/// <summary>The ranges of jsigan.step_metric_ranges.</summary>
internal static class StepRanges
{
    /// <summary>Steps of a range.</summary>
    public const long Width = 64;
}
