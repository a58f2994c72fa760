using System.Collections.Immutable;

namespace JsiGan.Protocol.Sweeps;

/// <summary>Why a sweep is over.</summary>
public enum SweepEnd
{
    /// <summary>All trials are done, or the space or a budget is exhausted.</summary>
    Completed,

    /// <summary>The user stopped it.</summary>
    Cancelled,

    /// <summary>Too many trials failed one after the other.</summary>
    Failing,
}

/// <summary>Everything that a scheduler knows: stored with each of its decisions.</summary>
/// <param name="Trials">All trials, by number.</param>
/// <param name="MostTrials">How many there may be.</param>
/// <param name="IsExhausted">Whether the searcher has no further trial.</param>
/// <param name="FailuresInARow">Trials that failed since the last one that did not.</param>
/// <param name="Spent">Time that the sweep has run.</param>
/// <param name="End">Why it is over; null while it is not.</param>
public sealed record SweepState(
    ImmutableArray<Trial> Trials, int MostTrials, bool IsExhausted, int FailuresInARow, TimeSpan Spent, SweepEnd? End)
{
    public static SweepState New(SweepSettings settings) => new([], settings.Trials, false, 0, TimeSpan.Zero, null);
}
