using JsiGan.Protocol.Runs;
using JsiGan.Training;
using JsiGan.Training.Distributed;

namespace JsiGan.Runtime.Workers;

/// <summary>Converts a trainer's events to messages to the coordinator.</summary>
internal static class Messages
{
    public static Committed Committed(string worker, GenerationId generation, CommitPoint point, PhaseTimes times) => new(
        worker, generation, point, times.Data.TotalSeconds, times.Compute.TotalSeconds, times.Communication.TotalSeconds);

    /// <summary>What rank 0 reports.</summary>
    public static IMeasurement Of(string worker, GenerationId generation, TrainingEvent happened)
    {
        var (step, stage, epoch) = (happened.Position.GlobalStep, happened.Position.Stage, happened.Position.Epoch);
        return happened switch
        {
            StepDone done => Of(worker, generation, step, stage, epoch, done.Report),
            EpochDone { Report: var (scores, _, elapsed) } => new EpochMeasured(
                worker, generation, step, stage, epoch, scores.Psnr, scores.Ssim, scores.DeltaEItp, elapsed.TotalSeconds),
            StageDone done => new StageMeasured(
                worker, generation, step, stage, done.Scores.Psnr, done.Scores.Ssim, done.Scores.DeltaEItp),
            _ => throw new ArgumentException($"{happened.GetType().Name} has no message.", nameof(happened)),
        };
    }

    private static StepMeasured Of(string worker, GenerationId generation, long step, int stage, int epoch, StepReport report)
    {
        var (result, times, traffic) = (report.Result, report.Times, report.Traffic);
        return new StepMeasured(
            worker, generation, step, stage, epoch, report.LearningRate, Measures(result.Losses), Measures(result.GradientNorms),
            times.Data.TotalSeconds, times.Compute.TotalSeconds, times.Communication.TotalSeconds)
        {
            Logits = Measures(result.Logits),
            WeightNorms = Measures(result.WeightNorms),
            UpdateRatios = Measures(result.UpdateRatios),
            Forward = times.Forward.TotalSeconds,
            Backward = times.Backward.TotalSeconds,
            Optimizer = times.Optimizer.TotalSeconds,
            Bytes = traffic.Bytes,
            Transfer = traffic.Time.TotalSeconds,
        };
    }

    private static IReadOnlyList<Measure> Measures(IReadOnlyList<(string Name, double Value)> values) =>
        [.. values.Select(value => new Measure(value.Name, value.Value))];
}
