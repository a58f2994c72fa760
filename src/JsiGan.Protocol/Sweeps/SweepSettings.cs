namespace JsiGan.Protocol.Sweeps;

/// <summary>What a sweep may spend, and when it gives up.</summary>
public sealed record SweepSettings
{
    /// <summary>Most trials.</summary>
    public required int Trials { get; init; }

    /// <summary>Epochs of a run that is not stopped early.</summary>
    public required int Epochs { get; init; }

    /// <summary>Runs of each trial, which differ in their seed alone. Default 1.</summary>
    public int Seeds { get; init; } = 1;

    /// <summary>Runs at a time. Default 1.</summary>
    public int Slots { get; init; } = 1;

    /// <summary>Most epochs of all runs together. Default: no limit.</summary>
    public long? EpochBudget { get; init; }

    /// <summary>Longest time that the sweep runs, interruptions excluded. Default: no limit.</summary>
    public TimeSpan? TimeBudget { get; init; }

    /// <summary>Trials that may fail one after the other before the sweep ends. Default 3.</summary>
    public int FailuresInARow { get; init; } = 3;

    /// <summary>How often a run may lose its process or machine before it counts as failed. Default 3.</summary>
    public int Losses { get; init; } = 3;
}
