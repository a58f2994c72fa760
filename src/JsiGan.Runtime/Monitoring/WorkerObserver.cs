using System.Globalization;
using JsiGan.Protocol.Events;
using JsiGan.Protocol.Runs;
using JsiGan.Runtime.Events;

namespace JsiGan.Runtime.Monitoring;

/// <summary>Feeds the metrics of a worker from what it measures itself, on its own node.</summary>
public sealed class WorkerObserver(MetricSet metrics) : IRunObserver
{
    public void OnEvent(IRunEvent happened)
    {
        switch (happened)
        {
            case GenerationEntered entered: metrics.Gauge(WorkerMetrics.OwnRank).Set(entered.Rank); break;
            case StepMeasured step: Record(step.Times()); break;
            case StepTimed step: Record(step); break;
        }
    }

    private void Record(StepTimed step)
    {
        metrics.Counter(WorkerMetrics.Steps).WithLabels(step.Stage.ToString(CultureInfo.InvariantCulture)).Inc();
        metrics.Counter(WorkerMetrics.CollectiveBytes).Inc(step.Bytes);
        metrics.Counter(WorkerMetrics.CollectiveSeconds).Inc(step.Transfer);
        foreach (var (part, seconds) in StepParts.Of(step))
            metrics.Histogram(WorkerMetrics.StepSeconds).WithLabels(part).Observe(seconds);
    }
}
