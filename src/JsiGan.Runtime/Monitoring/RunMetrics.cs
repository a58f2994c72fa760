using static JsiGan.Runtime.Monitoring.MetricKind;

namespace JsiGan.Runtime.Monitoring;

/// <summary>Metrics of a run's workers and checkpoints, in the process that coordinates it.</summary>
internal static class RunMetrics
{
    public static readonly MetricDeclaration Generation = new(
        Gauge, "jsigan_run_generation", "1", "GenerationStarted", "Number of the generation that trains.");

    public static readonly MetricDeclaration Workers = new(
        Gauge, "jsigan_run_workers", "1", "GenerationStarted", "Workers of the generation that trains.");

    public static readonly MetricDeclaration WorkersLost = new(
        Counter, "jsigan_run_workers_lost_total", "1", "WorkerLost", "Workers lost since the process started, by cause.",
        MetricLabel.LossCause);

    public static readonly MetricDeclaration RecoverySeconds = new(
        Histogram, "jsigan_run_recovery_seconds", "seconds", "GenerationStarted",
        "Time from an interruption of training until all workers trained again, by cause.", MetricLabel.RecoveryCause)
    {
        Buckets = Prometheus.Histogram.ExponentialBuckets(0.125, 2, 12),
    };

    public static readonly MetricDeclaration CheckpointSeconds = new(
        Histogram, "jsigan_checkpoint_seconds", "seconds", "CheckpointSaved",
        "Time from the request for a checkpoint until it was stored; training continued for most of it.")
    {
        Buckets = Prometheus.Histogram.ExponentialBuckets(0.05, 2, 14),
    };

    public static readonly MetricDeclaration CheckpointBytes = new(
        Gauge, "jsigan_checkpoint_bytes", "bytes", "CheckpointSaved", "Size of the networks and optimizers in the last checkpoint.");

    public static readonly MetricDeclaration CheckpointFailures = new(
        Counter, "jsigan_checkpoint_failures_total", "1", "CheckpointFailed",
        "Checkpoints that the database or the disk did not take; the run's folder may hold them.");

    public static readonly MetricDeclaration CheckpointAge = new(
        Gauge, "jsigan_checkpoint_age_seconds", "seconds", "CheckpointSaved",
        "Time since the last checkpoint was stored; absent before the first of the process.");

    public static IReadOnlyList<MetricDeclaration> All { get; } =
    [
        Generation, Workers, WorkersLost, RecoverySeconds, CheckpointSeconds, CheckpointBytes, CheckpointFailures, CheckpointAge,
    ];
}
