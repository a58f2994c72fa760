using JsiGan.Protocol.Runs;
using JsiGan.Storage.Metrics;

namespace JsiGan.Node.Database;

/// <summary>What workers measure, as rows: loss/NAME, gradient-norm/NETWORK, learning-rate, time/PART (seconds), validation/psnr
/// (dB).</summary>
internal sealed class MeasurementRows(MetricWriter writer)
{
    private readonly Dictionary<string, short> _workers = [];
    private (GenerationId Generation, long Step)? _told;

    /// <summary>Takes what one worker tells. Losses and norms are over the whole batch, so the first word on a step is enough; times are
    /// each worker's own.</summary>
    public void Take(IMeasurement measurement)
    {
        if (measurement is StepMeasured step)
        {
            Take(step);
        }
        else if (measurement is EpochMeasured epoch)
        {
            writer.Add(new EpochMetric("validation/psnr", (short)epoch.Stage, epoch.Epoch, epoch.Step, epoch.Psnr));
        }
    }

    private void Take(StepMeasured step)
    {
        if (_told is { } told && step.Generation < told.Generation)
        {
            return;
        }

        var worker = WorkerOf(step.Worker);
        Add("time/data", step.Data);
        Add("time/compute", step.Compute);
        Add("time/communication", step.Communication);
        if (_told is { } last && last.Generation == step.Generation && last.Step >= step.Step)
        {
            return;
        }

        _told = (step.Generation, step.Step);
        Add("learning-rate", step.LearningRate);
        foreach (var loss in step.Losses)
        {
            Add($"loss/{loss.Name}", loss.Value);
        }

        foreach (var norm in step.GradientNorms)
        {
            Add($"gradient-norm/{norm.Name}", norm.Value);
        }

        void Add(string name, double value) => writer.Add(new StepMetric(name, step.Step, worker, value));
    }

    private short WorkerOf(string name)
    {
        if (!_workers.TryGetValue(name, out var number))
        {
            _workers[name] = number = (short)_workers.Count;
        }

        return number;
    }
}
