namespace Prometheus;

/// <summary>Serves metrics from Start to Stop.</summary>
public interface IMetricServer : IDisposable
{
    IMetricServer Start();

    Task StopAsync();

    void Stop();
}
