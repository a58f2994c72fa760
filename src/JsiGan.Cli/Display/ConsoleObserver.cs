using JsiGan.Protocol.Events;
using JsiGan.Protocol.Runs;
using JsiGan.Runtime.Events;
using JsiGan.Runtime.Observers;

namespace JsiGan.Cli.Display;

/// <summary>Shows a run to the person at the terminal.</summary>
public sealed class ConsoleObserver(ITrainingView view, TimeProvider time) : IRunObserver
{
    private readonly Throughput _throughput = new();
    private TrainingStarted? _plan;
    private TimeLeft? _left;
    private long _last;

    public void OnEvent(IRunEvent happened)
    {
        switch (happened)
        {
            case StepMeasured step when _plan is not null: Show(step, _plan); break;
            case EpochMeasured epoch when _plan is not null:
                view.Epoch(new EpochView(epoch.Stage, epoch.Epoch, _plan.Epochs[epoch.Stage - 1], epoch.Psnr));
                break;
            case TrainingStarted plan: Begin(plan); break;
            // The command reports the end itself.
            case RunEnded when _plan is not null: break;
            case var other when RuntimeEventText.Of(other) is { } text: view.Note(text); break;
        }
    }

    private void Begin(TrainingStarted plan)
    {
        (_plan, _left, _last) = (plan, new TimeLeft(plan.Steps[0], plan.Steps[1]), time.GetTimestamp());
        view.Note(RuntimeEventText.Of(plan)!);
    }

    private void Show(StepMeasured step, TrainingStarted plan)
    {
        _left!.Count(step.Stage, time.GetElapsedTime(_last));
        _last = time.GetTimestamp();
        view.Step(new StepView(
            step.Stage, step.Step, plan.Steps.Sum(), [.. step.Losses.Select(loss => (loss.Name, loss.Value))], step.LearningRate,
            _throughput.After(step.Stage, plan.Batch, TimeSpan.FromSeconds(step.Data + step.Compute + step.Communication)),
            _left.After(step.Step)));
    }
}
