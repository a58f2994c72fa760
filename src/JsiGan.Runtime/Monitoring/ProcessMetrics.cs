using static JsiGan.Runtime.Monitoring.MetricKind;

namespace JsiGan.Runtime.Monitoring;

/// <summary>Metrics of the process itself, of every node; read when Prometheus asks.</summary>
internal static class ProcessMetrics
{
    public static readonly MetricDeclaration RunInfo = new(
        Gauge, "jsigan_run_info", "1", "RunParts", "1, with the name of the run that the process takes part in.", MetricLabel.Run);

    public static readonly MetricDeclaration DiskAvailable = new(
        Gauge, "jsigan_disk_available_bytes", "bytes", "RunParts", "Free space for files of the run's folder.");

    public static readonly MetricDeclaration Disk = new(
        Gauge, "jsigan_disk_bytes", "bytes", "RunParts", "Size of the disk with the run's folder.");

    public static readonly MetricDeclaration MetricsQueued = new(
        Gauge, "jsigan_database_queued_batches", "1", "MetricWriter", "Batches of measurements in memory that wait for the database.");

    public static readonly MetricDeclaration MetricsSpooled = new(
        Gauge, "jsigan_database_spooled_batches", "1", "MetricWriter", "Batches of measurements on disk that wait for the database.");

    public static readonly MetricDeclaration MetricsLost = new(
        Counter, "jsigan_database_lost_rows_total", "1", "MetricWriter",
        "Measurements dropped because neither the database nor the disk took them.");

    public static readonly MetricDeclaration DatabaseAvailable = new(
        Gauge, "jsigan_database_available", "1", "MetricWriter", "1 if the database took the last batch of measurements, else 0.");

    public static readonly MetricDeclaration CoordinatorMailbox = new(
        Gauge, "jsigan_coordinator_mailbox_messages", "1", "IRunNode",
        "Messages that wait for the coordinator's actor; absent where it does not run.");

    public static readonly MetricDeclaration DeadLetters = new(
        Counter, "jsigan_actor_dead_letters_total", "1", "IRunNode", "Messages of this process sent to actors that no longer existed.");

    public static readonly MetricDeclaration DeviceMemoryUsed = new(
        Gauge, "jsigan_device_memory_used_bytes", "bytes", "NVML", "Memory of a GPU that all processes use.", MetricLabel.Device);

    public static readonly MetricDeclaration DeviceMemory = new(
        Gauge, "jsigan_device_memory_bytes", "bytes", "NVML", "Memory that a GPU has.", MetricLabel.Device);

    public static readonly MetricDeclaration DeviceUtilization = new(
        Gauge, "jsigan_device_utilization_ratio", "ratio", "NVML",
        "Share of the driver's last sample period in which a GPU ran at least one kernel.", MetricLabel.Device);

    public static IReadOnlyList<MetricDeclaration> All { get; } =
    [
        RunInfo, DiskAvailable, Disk, MetricsQueued, MetricsSpooled, MetricsLost, DatabaseAvailable, CoordinatorMailbox, DeadLetters,
        DeviceMemoryUsed, DeviceMemory, DeviceUtilization,
    ];
}
