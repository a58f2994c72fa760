using JsiGan.Protocol.Events;
using JsiGan.Protocol.Runs;
using JsiGan.Storage.Metrics;

namespace JsiGan.Runtime.Database;

/// <summary>
/// Measurements as rows: loss/NAME, logit/NAME, gradient-norm/NETWORK, weight-norm/NETWORK, update-ratio/NETWORK, learning-rate, time/PART
/// (seconds, of each worker), validation/psnr (dB), validation/ssim, validation/delta-e-itp.
/// </summary>
internal sealed class MeasurementRows(MetricWriter writer) : IRunObserver
{
    private Dictionary<string, short> _ranks = [];

    public void OnEvent(IRunEvent happened)
    {
        switch (happened)
        {
            case GenerationStarted started:
                _ranks = started.Members.ToDictionary(member => member.Worker.Name, member => (short)member.Rank);
                break;
            // A worker's report can be late: one that has left since has no rank.
            case StepTimed timed when _ranks.TryGetValue(timed.Worker, out var rank): Add(timed, rank); break;
            case StepMeasured step: Add(step); break;
            case EpochMeasured epoch: Add(epoch); break;
        }
    }

    private void Add(StepMeasured step)
    {
        // Rank 0 reports, after its death the next one.
        const short worker = 0;
        Add(step.Times(), worker);
        writer.Add(new StepMetric("learning-rate", step.Step, worker, step.LearningRate));
        AddEach("loss", step.Losses);
        AddEach("logit", step.Logits);
        AddEach("gradient-norm", step.GradientNorms);
        AddEach("weight-norm", step.WeightNorms);
        AddEach("update-ratio", step.UpdateRatios);

        void AddEach(string kind, IReadOnlyList<Measure> measures)
        {
            foreach (var measure in measures)
                writer.Add(new StepMetric($"{kind}/{measure.Name}", step.Step, worker, measure.Value));
        }
    }

    private void Add(EpochMeasured epoch)
    {
        (string Score, double Value)[] scores = [("psnr", epoch.Psnr), ("ssim", epoch.Ssim), ("delta-e-itp", epoch.DeltaEItp)];
        foreach (var (score, value) in scores)
            writer.Add(new EpochMetric($"validation/{score}", (short)epoch.Stage, epoch.Epoch, epoch.Step, value));
    }

    private void Add(StepTimed timed, short worker)
    {
        (string Part, double Seconds)[] times =
        [
            ("data", timed.Data), ("compute", timed.Compute), ("forward", timed.Forward), ("backward", timed.Backward),
            ("optimizer", timed.Optimizer), ("communication", timed.Communication),
        ];
        foreach (var (part, seconds) in times)
            writer.Add(new StepMetric($"time/{part}", timed.Step, worker, seconds));
    }
}
