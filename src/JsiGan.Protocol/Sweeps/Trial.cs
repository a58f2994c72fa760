using System.Collections.Immutable;

namespace JsiGan.Protocol.Sweeps;

/// <summary>What a trial does.</summary>
public enum TrialState
{
    /// <summary>Its runs train, or wait for a slot.</summary>
    Active,

    /// <summary>It was stopped at a rung, and goes on if later trials show that it is good.</summary>
    Paused,

    /// <summary>All its runs did all their epochs.</summary>
    Finished,

    /// <summary>A run of it failed.</summary>
    Failed,
}

/// <summary>A choice of parameters, and what came of it.</summary>
/// <param name="Number">Counts trials from 1.</param>
/// <param name="Parameters">Its parameters in canonical form.</param>
/// <param name="Target">Epochs that its runs may do before the rule is asked again.</param>
/// <param name="Reason">Why it failed; empty otherwise.</param>
/// <param name="Runs">Its runs, by seed.</param>
public sealed record Trial(int Number, string Parameters, TrialState State, int Target, string Reason, ImmutableArray<TrialRun> Runs)
{
    /// <summary>Means of the objectives over the runs after so many epochs; null until all of them have reported.</summary>
    public IReadOnlyList<double>? At(int epoch)
    {
        if (!Runs.All(run => run.Reports.ContainsKey(epoch)))
            return null;

        var reports = Runs.Select(run => run.Reports[epoch]).ToList();
        return [.. Enumerable.Range(0, reports[0].Length).Select(objective => reports.Average(report => report[objective]))];
    }

    /// <summary>The last epoch that all runs have reported; 0 before the first.</summary>
    public int Epoch => Runs.Min(run => run.Epoch);
}
