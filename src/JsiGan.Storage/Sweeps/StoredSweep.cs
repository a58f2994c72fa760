namespace JsiGan.Storage.Sweeps;

/// <summary>A sweep in the database.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Definition">The sweep's file, YAML.</param>
/// <param name="State">The scheduler's state, JSON.</param>
/// <param name="Ended">completed, cancelled or failing; null while it is not over.</param>
/// <param name="Folder">Folder of its runs on the machine that began it.</param>
/// <param name="CreatedAt">When it began.</param>
public sealed record StoredSweep(string Name, string Definition, string State, string? Ended, string Folder, DateTime CreatedAt);

/// <summary>A trial, as tables and dashboards show it.</summary>
/// <param name="Number">Counts the trials of the sweep from 1.</param>
/// <param name="State">waiting, running, pruned, finished or failed.</param>
/// <param name="Parameters">JSON: recipe keys to values.</param>
/// <param name="Objectives">JSON: objectives to values.</param>
/// <param name="Objective">The first objective; null before it is known.</param>
/// <param name="Epochs">Epochs that all its runs have measured.</param>
/// <param name="Reason">Why it failed.</param>
/// <param name="Folder">Folder of its first run.</param>
public sealed record TrialRow(
    int Number, string State, string Parameters, string Objectives, double? Objective, int Epochs, string Reason, string Folder);

/// <summary>Scores of a run after an epoch, as a scheduler reads them again after it was killed.</summary>
/// <param name="Stage">1 or 2.</param>
/// <param name="Epoch">Epoch within the stage, from 1.</param>
/// <param name="Metric">Such as validation/psnr.</param>
/// <param name="Value">The value.</param>
public sealed record EpochScore(int Stage, int Epoch, string Metric, double Value);
