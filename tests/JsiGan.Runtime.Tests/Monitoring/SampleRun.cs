using JsiGan.Protocol.Events;
using JsiGan.Protocol.Runs;
using JsiGan.Runtime.Events;
using JsiGan.Training.Recipes;

namespace JsiGan.Runtime.Tests.Monitoring;

/// <summary>The events of a run of two workers in stage 2: a loss, a recovery, a checkpoint saved and one failed.</summary>
internal static class SampleRun
{
    /// <summary>Texts that are different in every run, and so must not be in a label.</summary>
    public static readonly string[] Unbounded = ["host-7/4711", "host-7", "no space left on"];

    public static readonly Recipe Recipe = new() { Name = "tiny", Batch = 2 };
    public static readonly GenerationId Generation = new(1, 2);

    public static readonly StepMeasured Step = new(
        First.Name, Generation, 50, 2, 3, 1e-6, [new("rec", 0.25), new("adv", 2)], [new("generator", 1.5)], 0.25, 1.75, 1)
    {
        Logits = [new("d1-real", 0.5), new("d1-fake", -0.5)],
        WeightNorms = [new("generator", 40)],
        UpdateRatios = [new("generator", 1e-4)],
        Forward = 0.5,
        Backward = 1,
        Optimizer = 0.25,
        Bytes = 1000,
        Transfer = 0.5,
    };

    private static WorkerIdentity First => new(Unbounded[0], Unbounded[1], "cpu");

    private static WorkerIdentity Second => new(Unbounded[0] + "2", Unbounded[1], "cpu");

    public static IReadOnlyList<IRunEvent> Events { get; } =
    [
        TrainingStarted.Of(Recipe, 2),
        new GenerationStarted(
            Generation, [new(0, First), new(1, Second)], new CommitPoint(49, 0),
            new Recovery(RecoveryCause.WorkerLost, TimeSpan.FromSeconds(1.5), 0)),
        Step,
        Step.Times() with { Worker = Second.Name, Data = 0.25, Compute = 0.75, Communication = 2 },
        new EpochMeasured(First.Name, Generation, 50, 2, 3, 39.5, 0.875, 4.5, 1),
        new StageMeasured(First.Name, Generation, 50, 2, 39.5, 0.875, 4.5),
        new CheckpointSaved(First.Name, Generation, 50, 2, 1 << 20, 0.75),
        new CheckpointFailed(First.Name, Generation, 51, 2, Unbounded[2]),
        new CollectiveFailed(Generation, Second, 1, Unbounded[0]),
        new WorkerLost(Second, 1, new LossCause.ProcessExited(Unbounded[2])),
        new RunEnded(new RunEnd.Stopped(Unbounded[2])),
    ];
}
