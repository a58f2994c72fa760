namespace Prometheus;

public static class GaugeExtensions
{
    /// <summary>Sets the gauge to seconds since 1970-01-01 UTC.</summary>
    public static void SetToTimeUtc(this IGauge gauge, DateTimeOffset timestamp) =>
        gauge.Set((timestamp - DateTimeOffset.UnixEpoch).TotalSeconds);

    /// <summary>Counts what is going on: up now, down when the result is disposed, once.</summary>
    public static IDisposable TrackInProgress(this IGauge gauge)
    {
        ArgumentNullException.ThrowIfNull(gauge);
        gauge.Inc();
        return new InProgress(gauge);
    }

    private sealed class InProgress(IGauge gauge) : IDisposable
    {
        private IGauge? _gauge = gauge;

        public void Dispose() => Interlocked.Exchange(ref _gauge, null)?.Dec();
    }
}
