using JsiGan.Search.Searchers;
using JsiGan.Search.Spaces;
using JsiGan.Search.Trials;
using JsiGan.Training.Recipes;

namespace JsiGan.Runtime.Sweeps;

/// <summary>What a sweep's file says (<see cref="SweepFile"/>); docs/sweeps.md lists all options.</summary>
public sealed record SweepOptions
{
    /// <summary>Longest name, in characters.</summary>
    public const int LongestName = 60;

    [Option("Name of the sweep in the database and of its folder.")]
    public string Name { get; init; } = "";

    [Option("Recipe of the trials: a file, or the name of one that comes with jsigan.")]
    public string Recipe { get; init; } = "quickstart";

    [Option("How trials are chosen. automatic: a Gaussian process above 4 trials, otherwise Sobol points.")]
    public SearcherKind Searcher { get; init; } = SearcherKind.Automatic;

    [Option("Seed of the searcher.")]
    public long SearchSeed { get; init; } = 1;

    [Option("Most trials.")]
    public int Trials { get; init; } = 16;

    [Option("Runs of each trial, which differ in the recipe's seed alone; a trial's value is their mean.")]
    public int Seeds { get; init; } = 1;

    [Option("Runs at a time.")]
    public int AtATime { get; init; } = 1;

    [Option("Workers of each run.")]
    public int Workers { get; init; } = 1;

    [Option("Most epochs of all runs together, shared first stages excluded; by default no limit.")]
    public long? EpochBudget { get; init; }

    [Option("Longest time that the sweep runs, interruptions excluded; by default no limit.")]
    public double? Hours { get; init; }

    [Option("Trials that may fail one after the other before the sweep ends.")]
    public int FailuresInARow { get; init; } = 3;

    [Option("Whether trials that agree on all that stage 1 reads share one stage 1.")]
    public bool ShareStage1 { get; init; } = true;

    [Option("When trials are stopped early.")]
    public StopOptions Stop { get; init; } = new();

    /// <summary>What is searched.</summary>
    public IReadOnlyList<Parameter> Parameters { get; init; } = [];

    /// <summary>The trials, where the file names them instead of what is searched.</summary>
    public IReadOnlyList<SweepCase> Cases { get; init; } = [];

    /// <summary>Changes to the recipe that all trials have, key=value.</summary>
    public IReadOnlyList<string> Set { get; init; } = [];

    /// <summary>What is optimised.</summary>
    public IReadOnlyList<Objective> Objectives { get; init; } = [SweepObjectives.Psnr];
}

/// <summary>Early stopping.</summary>
public sealed record StopOptions
{
    [Option("The rule: none, asha (successive halving), or median. With several objectives both rank by non-dominated fronts.")]
    public StopRule Rule { get; init; } = StopRule.None;

    [Option("Epochs before which no trial is stopped.")]
    public int Grace { get; init; } = 1;

    [Option("Each rung has this many times the epochs of the one before; asha lets one of so many trials go on.")]
    public int Reduction { get; init; } = 4;
}

/// <summary>Rules of early stopping.</summary>
public enum StopRule
{
    None,
    Asha,
    Median,
}
