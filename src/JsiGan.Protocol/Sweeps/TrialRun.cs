using System.Collections.Immutable;

namespace JsiGan.Protocol.Sweeps;

/// <summary>One run of a trial.</summary>
/// <param name="Trial">The trial, from 1.</param>
/// <param name="Seed">Counts the runs of a trial from 1.</param>
public readonly record struct RunId(int Trial, int Seed);

/// <summary>One process of a run: what an earlier one is reported to have done does not concern the next.</summary>
/// <param name="Run">The run.</param>
/// <param name="Number">Counts its processes from 1.</param>
public readonly record struct RunAttempt(RunId Run, int Number);

/// <summary>What a run does.</summary>
public enum RunPhase
{
    /// <summary>It needs a slot.</summary>
    Waiting,

    /// <summary>It has a slot and trains.</summary>
    Running,

    /// <summary>It has a slot and was asked to stop.</summary>
    Stopping,

    /// <summary>It has done all that its trial may do for now.</summary>
    Held,

    /// <summary>It has done all its epochs.</summary>
    Finished,
}

/// <summary>A run of a trial, as the scheduler sees it.</summary>
/// <param name="Phase">What it does.</param>
/// <param name="Attempts">Processes started for it.</param>
/// <param name="Losses">How often its process or machine was lost.</param>
/// <param name="Reports">Objectives by epochs done.</param>
public sealed record TrialRun(
    RunPhase Phase, int Attempts, int Losses, ImmutableSortedDictionary<int, ImmutableArray<double>> Reports)
{
    public static TrialRun New { get; } = new(RunPhase.Waiting, 0, 0, ImmutableSortedDictionary<int, ImmutableArray<double>>.Empty);

    /// <summary>Epochs that it has reported.</summary>
    public int Epoch => Reports.IsEmpty ? 0 : Reports.Keys.Last();

    /// <summary>Whether it holds a slot.</summary>
    public bool HasSlot => Phase is RunPhase.Running or RunPhase.Stopping;
}
