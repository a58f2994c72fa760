using static JsiGan.Runtime.Monitoring.MetricKind;
using static JsiGan.Runtime.Monitoring.MetricLabel;

namespace JsiGan.Runtime.Monitoring;

/// <summary>Metrics of one worker, on its own node of a cluster. The coordinator has the same of all ranks.</summary>
internal static class WorkerMetrics
{
    public static readonly MetricDeclaration OwnRank = new(
        Gauge, "jsigan_worker_rank", "1", "GenerationEntered", "Rank of this process's worker in the last generation that it entered.");

    public static readonly MetricDeclaration Steps = new(
        Counter, "jsigan_worker_steps_total", "1", "StepMeasured, StepTimed", "Optimizer steps of this process's worker, by stage.",
        Stage);

    public static readonly MetricDeclaration StepSeconds = new(
        Histogram, "jsigan_worker_step_seconds", "seconds", "StepMeasured, StepTimed",
        "Time of a step of this process's worker by part, as jsigan_train_step_seconds.", Part)
    {
        Buckets = TrainingMetrics.StepSeconds.Buckets,
    };

    public static readonly MetricDeclaration CollectiveBytes = new(
        Counter, "jsigan_worker_allreduced_bytes_total", "bytes", "StepMeasured, StepTimed", "Bytes that this process all-reduced.");

    public static readonly MetricDeclaration CollectiveSeconds = new(
        Counter, "jsigan_worker_allreduce_seconds_total", "seconds", "StepMeasured, StepTimed",
        "Time in which all-reduces of this process ran, hidden behind its passes or not.");

    public static IReadOnlyList<MetricDeclaration> All { get; } = [OwnRank, Steps, StepSeconds, CollectiveBytes, CollectiveSeconds];
}
