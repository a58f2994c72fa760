namespace JsiGan.Storage.Overview;

/// <summary>A run in a list.</summary>
/// <param name="State">running, stopped, finished or failed.</param>
/// <param name="Reason">Why it is in that state, for people.</param>
/// <param name="Step">Updates done, as far as the database knows.</param>
/// <param name="Psnr">Best PSNR of its validations, dB; null before the first.</param>
public sealed record RunSummary(
    long Id, string Name, string Recipe, string State, string Reason, long Step, long TotalSteps, DateTime CreatedAt, double? Psnr);

/// <summary>A list of workers that trained together.</summary>
/// <param name="Coordinator">Fencing token of the coordinator that formed it.</param>
/// <param name="FirstStep">Complete steps when it began.</param>
/// <param name="Roster">Workers by rank.</param>
public sealed record GenerationSummary(long Coordinator, long Number, long FirstStep, IReadOnlyList<string> Roster, DateTime OpenedAt);

/// <summary>Something that happened to a run.</summary>
/// <param name="Step">Updates done by then; null where that says nothing.</param>
/// <param name="Text">One sentence.</param>
public sealed record EventSummary(long Id, DateTime At, string Kind, long? Step, string Text);

/// <summary>Mean seconds of a part of the last steps on a rank.</summary>
/// <param name="Part">data, forward, backward, optimizer, communication or compute.</param>
public sealed record RankSeconds(int Rank, string Part, double Seconds);

/// <summary>A value that a run measured after a step; the mean of all ranks.</summary>
public sealed record TailValue(string Metric, long Step, double Value);

/// <summary>A trial of a sweep.</summary>
/// <param name="Parameters">JSON: recipe keys to values.</param>
/// <param name="State">waiting, running, pruned, finished or failed.</param>
public sealed record TrialSummary(string Sweep, int Number, long? Run, string Parameters, string State, double? Objective);
