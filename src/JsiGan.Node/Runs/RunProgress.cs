using JsiGan.Node.Display;
using JsiGan.Node.Telemetry;
using JsiGan.Protocol.Runs;
using JsiGan.Training;
using JsiGan.Training.Recipes;

namespace JsiGan.Node.Runs;

/// <summary>
/// Turns what workers measured into what people and metrics see. Every worker tells the same, so the first word on a step counts; a later
/// generation may tell again of steps whose weights were lost.
/// </summary>
public sealed class RunProgress(
    Recipe recipe, ITrainingView view, TrainingMetrics metrics, TimeProvider time, Action<StageMeasured> stageDone)
{
    private readonly TimeLeft _left = new(recipe.StepsOf(1), recipe.StepsOf(2));
    private readonly Throughput _throughput = new();
    private readonly Dictionary<Type, (long Step, GenerationId Generation)> _told = [];
    private long _last = time.GetTimestamp();

    /// <summary>Takes what one worker tells.</summary>
    public void Take(IMeasurement measurement)
    {
        ArgumentNullException.ThrowIfNull(measurement);
        if (_told.TryGetValue(measurement.GetType(), out var told)
            && (measurement.Generation < told.Generation || (measurement.Step <= told.Step && measurement.Generation == told.Generation)))
        {
            return;
        }

        _told[measurement.GetType()] = (measurement.Step, measurement.Generation);
        switch (measurement)
        {
            case StepMeasured step: Tell(step); break;
            case EpochMeasured epoch: Tell(epoch); break;
            case StageMeasured stage: stageDone(stage); break;
        }
    }

    private void Tell(StepMeasured step)
    {
        var wall = time.GetElapsedTime(_last);
        _last = time.GetTimestamp();
        var total = recipe.StepsOf(1) + recipe.StepsOf(2);
        var losses = step.Losses.Select(loss => (loss.Name, loss.Value)).ToList();
        _left.Count(step.Stage, wall);
        metrics.Step(new TrainingPosition(step.Stage, step.Epoch, 0, step.Step, step.Step * recipe.Batch, total), new StepReport(
            losses, [.. step.GradientNorms.Select(norm => (norm.Name, norm.Value))], step.LearningRate, TimeSpan.FromSeconds(step.Data),
            TimeSpan.FromSeconds(step.Compute), TimeSpan.FromSeconds(step.Communication), recipe.Batch));
        view.Step(new StepView(step.Stage, step.Step, total, losses, step.LearningRate,
            _throughput.After(step.Stage, recipe.Batch, TimeSpan.FromSeconds(step.Data + step.Compute + step.Communication)),
            _left.After(step.Step)));
    }

    private void Tell(EpochMeasured epoch)
    {
        view.Epoch(new EpochView(epoch.Stage, epoch.Epoch, recipe.Stage(epoch.Stage).Epochs, epoch.Psnr));
        metrics.Validation(epoch.Stage, epoch.Psnr);
    }
}
