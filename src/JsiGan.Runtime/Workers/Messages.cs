using JsiGan.Protocol.Runs;
using JsiGan.Training;

namespace JsiGan.Runtime.Workers;

/// <summary>Converts a trainer's events to messages to the coordinator.</summary>
internal static class Messages
{
    public static Committed Committed(string worker, GenerationId generation, CommitPoint point, StepReport report) => new(
        worker, generation, point, report.Data.TotalSeconds, report.Compute.TotalSeconds, report.Communication.TotalSeconds);

    /// <summary>A step's times as a rank other than 0 reports them.</summary>
    public static StepTimed Times(StepMeasured step) => new(
        step.Worker, step.Generation, step.Step, step.Stage, step.Data, step.Compute, step.Communication);

    /// <summary>What rank 0 reports.</summary>
    public static IMeasurement Of(string worker, GenerationId generation, TrainingEvent happened)
    {
        var (step, stage, epoch) = (happened.Position.GlobalStep, happened.Position.Stage, happened.Position.Epoch);
        return happened switch
        {
            StepDone done => new StepMeasured(
                worker, generation, step, stage, epoch, done.Report.LearningRate, Measures(done.Report.Losses),
                Measures(done.Report.GradientNorms), done.Report.Data.TotalSeconds, done.Report.Compute.TotalSeconds,
                done.Report.Communication.TotalSeconds),
            EpochDone done => new EpochMeasured(worker, generation, step, stage, epoch, done.Report.Psnr, done.Report.Elapsed.TotalSeconds),
            StageDone done => new StageMeasured(
                worker, generation, step, stage, done.Scores.Psnr, done.Scores.Ssim, done.Scores.DeltaEItp),
            _ => throw new ArgumentException($"{happened.GetType().Name} has no message.", nameof(happened)),
        };
    }

    private static IReadOnlyList<Measure> Measures(IReadOnlyList<(string Name, double Value)> values) =>
        [.. values.Select(value => new Measure(value.Name, value.Value))];
}
