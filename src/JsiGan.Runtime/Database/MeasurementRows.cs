using JsiGan.Protocol.Events;
using JsiGan.Protocol.Runs;
using JsiGan.Storage.Metrics;

namespace JsiGan.Runtime.Database;

/// <summary>
/// Measurements as rows: loss/NAME, gradient-norm/NETWORK, learning-rate, time/PART (seconds, of each worker), validation/psnr (dB).
/// </summary>
internal sealed class MeasurementRows(MetricWriter writer) : IRunObserver
{
    private readonly Dictionary<string, short> _workers = [];

    public void OnEvent(IRunEvent happened)
    {
        switch (happened)
        {
            case StepTimed timed: AddTimes(timed.Worker, timed.Step, timed.Data, timed.Compute, timed.Communication); break;
            case StepMeasured step: Add(step); break;
            case EpochMeasured epoch:
                writer.Add(new EpochMetric("validation/psnr", (short)epoch.Stage, epoch.Epoch, epoch.Step, epoch.Psnr));
                break;
        }
    }

    private void Add(StepMeasured step)
    {
        AddTimes(step.Worker, step.Step, step.Data, step.Compute, step.Communication);
        var worker = WorkerOf(step.Worker);
        writer.Add(new StepMetric("learning-rate", step.Step, worker, step.LearningRate));
        foreach (var loss in step.Losses)
            writer.Add(new StepMetric($"loss/{loss.Name}", step.Step, worker, loss.Value));

        foreach (var norm in step.GradientNorms)
            writer.Add(new StepMetric($"gradient-norm/{norm.Name}", step.Step, worker, norm.Value));
    }

    private void AddTimes(string name, long step, double data, double compute, double communication)
    {
        var worker = WorkerOf(name);
        writer.Add(new StepMetric("time/data", step, worker, data));
        writer.Add(new StepMetric("time/compute", step, worker, compute));
        writer.Add(new StepMetric("time/communication", step, worker, communication));
    }

    private short WorkerOf(string name)
    {
        if (!_workers.TryGetValue(name, out var number))
            _workers[name] = number = (short)_workers.Count;

        return number;
    }
}
