using JsiGan.Protocol.Events;
using JsiGan.Runtime.Events;
using JsiGan.Runtime.Monitoring;
using JsiGan.Web.Monitoring;
using Prometheus;

namespace JsiGan.Cli.Hosting;

/// <summary>Serves the metrics and the health of this process on --metrics-port, until it is disposed.</summary>
internal sealed class MonitoredProcess : IAsyncDisposable
{
    private readonly MonitoringEndpoint _endpoint;
    private readonly IReadOnlyList<IDisposable> _subscriptions;

    private MonitoredProcess(MonitoringEndpoint endpoint, IReadOnlyList<IDisposable> subscriptions) =>
        (_endpoint, _subscriptions) = (endpoint, subscriptions);

    /// <param name="port">The port; null for none.</param>
    /// <param name="parts">What can be asked.</param>
    /// <param name="events">What happens in this process.</param>
    /// <param name="observer">Makes the observer that feeds the metrics from the events.</param>
    /// <param name="time">The clock.</param>
    /// <returns>Null where no port was given.</returns>
    /// <exception cref="FailureException">Another program listens on the port.</exception>
    public static async Task<MonitoredProcess?> StartAsync(
        int? port, RunParts parts, RunEventStream events, Func<MetricSet, IRunObserver> observer, TimeProvider time)
    {
        if (port is not { } number)
            return null;

        var metrics = new MetricSet(Metrics.NewCustomRegistry());
        _ = new ProcessProbe(metrics, parts, Nvml.TryLoad());
        var progress = new TrainingProgress(time);
        var fed = observer(metrics);
        var endpoint = await MonitoringEndpoint.StartAsync(number, metrics.Registry, RunHealth.Checks(parts, progress), time);
        return new MonitoredProcess(endpoint, [events.Subscribe(fed), events.Subscribe(progress)]);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var subscription in _subscriptions)
            subscription.Dispose();

        await _endpoint.DisposeAsync();
    }
}
