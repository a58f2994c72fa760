using System.Globalization;
using JsiGan.Storage.Metrics;
using Prometheus;

namespace JsiGan.Runtime.Monitoring;

/// <summary>Feeds the metrics of the process, which are read when Prometheus asks: what nobody scrapes costs nothing.</summary>
public sealed class ProcessProbe
{
    private readonly MetricSet _metrics;
    private readonly RunParts _parts;
    private readonly IDeviceUse? _devices;

    /// <param name="metrics">Takes the values, and prometheus-net's own of memory, CPU time and garbage collection.</param>
    /// <param name="parts">What is asked.</param>
    /// <param name="devices">The machine's GPUs; null for none.</param>
    public ProcessProbe(MetricSet metrics, RunParts parts, IDeviceUse? devices)
    {
        (_metrics, _parts, _devices) = (metrics, parts, devices);
        DotNetStats.Register(metrics.Registry);
        metrics.Registry.AddBeforeCollectCallback(Read);
    }

    private void Read()
    {
        if (_parts.Node is { } node)
        {
            _metrics.Counter(ProcessMetrics.DeadLetters).IncTo(node.DeadLetters);
            if (node.CoordinatorMailbox is { } waiting)
                _metrics.Gauge(ProcessMetrics.CoordinatorMailbox).Set(waiting);
        }

        if (_parts.Folder is { } folder)
            Read(folder);

        if (_parts.Backlog?.Invoke() is { } backlog)
            Read(backlog);

        foreach (var device in _devices?.Read() ?? [])
            Read(device);
    }

    private void Read(string folder)
    {
        _metrics.Gauge(ProcessMetrics.RunInfo).WithLabels(Path.GetFileName(Path.TrimEndingDirectorySeparator(folder))).Set(1);
        if (!Directory.Exists(folder))
            return;

        var disk = new DriveInfo(folder);
        _metrics.Gauge(ProcessMetrics.DiskAvailable).Set(disk.AvailableFreeSpace);
        _metrics.Gauge(ProcessMetrics.Disk).Set(disk.TotalSize);
    }

    private void Read(MetricBacklog backlog)
    {
        _metrics.Gauge(ProcessMetrics.MetricsQueued).Set(backlog.Queued);
        _metrics.Gauge(ProcessMetrics.MetricsSpooled).Set(backlog.Spooled);
        _metrics.Counter(ProcessMetrics.MetricsLost).IncTo(backlog.LostRows);
        _metrics.Gauge(ProcessMetrics.DatabaseAvailable).Set(backlog.IsAvailable ? 1 : 0);
    }

    private void Read(DeviceUse device)
    {
        var index = device.Index.ToString(CultureInfo.InvariantCulture);
        _metrics.Gauge(ProcessMetrics.DeviceMemoryUsed).WithLabels(index).Set(device.UsedBytes);
        _metrics.Gauge(ProcessMetrics.DeviceMemory).WithLabels(index).Set(device.Bytes);
        if (device.Utilization is { } share)
            _metrics.Gauge(ProcessMetrics.DeviceUtilization).WithLabels(index).Set(share);
    }
}
