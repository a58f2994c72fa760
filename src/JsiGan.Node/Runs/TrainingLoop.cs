using JsiGan.Node.Display;
using JsiGan.Node.Telemetry;
using JsiGan.Node.Workers;
using JsiGan.Protocol.Runs;
using JsiGan.Training;
using JsiGan.Training.Recipes;

namespace JsiGan.Node.Runs;

/// <summary>Pulls a trainer step by step: tells views and metrics, saves after every epoch and when the user stops it.</summary>
public sealed class TrainingLoop(Trainer trainer, Recipe recipe, ITrainingView view, TrainingMetrics metrics, TimeProvider time)
{
    private readonly TimeLeft _left = new(recipe.StepsOf(1), recipe.StepsOf(2));
    private readonly Throughput _throughput = new();
    private long _last = time.GetTimestamp();

    /// <summary>Trains to the end or until <paramref name="stop"/> is set, which lets the step under way finish.</summary>
    /// <param name="checkpoints">Where the state is saved.</param>
    /// <param name="generation">What saves are made under.</param>
    /// <param name="measured">Told all that was measured.</param>
    /// <param name="stageDone">Called when a stage has ended; its last epoch is saved by then.</param>
    /// <param name="stop">The user's wish to stop.</param>
    /// <returns>Whether training is complete; else the checkpoint holds everything.</returns>
    public bool Run(
        ICheckpoints checkpoints, GenerationId generation, Action<IMeasurement> measured, Action<StageDone> stageDone,
        CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(checkpoints);
        ArgumentNullException.ThrowIfNull(measured);
        ArgumentNullException.ThrowIfNull(stageDone);
        checkpoints.Expect(trainer);
        foreach (var happened in trainer.Run())
        {
            measured(Messages.Of("here", generation, happened));
            switch (happened)
            {
                case StepDone step:
                    Tell(step);
                    break;
                case EpochDone epoch:
                    view.Epoch(new EpochView(
                        epoch.Position.Stage, epoch.Position.Epoch, recipe.Stage(epoch.Position.Stage).Epochs, epoch.Report.Psnr));
                    metrics.Validation(epoch.Position.Stage, epoch.Report.Psnr);
                    checkpoints.Save(trainer, generation, epoch.Report.Psnr);
                    break;
                case StageDone stage:
                    stageDone(stage);
                    checkpoints.Expect(trainer);
                    break;
            }

            if (stop.IsCancellationRequested)
            {
                if (happened is not EpochDone)
                {
                    checkpoints.Save(trainer, generation, psnr: null);
                }

                return false;
            }
        }

        return true;
    }

    private void Tell(StepDone step)
    {
        var (position, report) = (step.Position, step.Report);
        var wall = time.GetElapsedTime(_last);
        _last = time.GetTimestamp();
        _left.Count(position.Stage, wall);
        metrics.Step(position, report);
        view.Step(new StepView(
            position.Stage,
            position.GlobalStep,
            position.TotalSteps,
            report.Losses,
            report.LearningRate,
            _throughput.After(position.Stage, report.Patches, report.Data + report.Compute),
            _left.After(position.GlobalStep)));
    }
}
