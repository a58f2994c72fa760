namespace Prometheus;

/// <summary>Observes how long it lived, in seconds, when it is disposed.</summary>
public interface ITimer : IDisposable
{
    TimeSpan ObserveDuration();
}
