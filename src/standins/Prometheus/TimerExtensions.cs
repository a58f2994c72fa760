namespace Prometheus;

public static class TimerExtensions
{
    public static ITimer NewTimer(this IObserver observer) => new Timer(observer.Observe);

    public static ITimer NewTimer(this IGauge gauge) => new Timer(gauge.Set);

    public static ITimer NewTimer(this ICounter counter) => new Timer(counter.Inc);

    private sealed class Timer(Action<double> observe) : ITimer
    {
        private readonly long _start = TimeProvider.System.GetTimestamp();

        public TimeSpan ObserveDuration()
        {
            var duration = TimeProvider.System.GetElapsedTime(_start);
            observe(duration.TotalSeconds);
            return duration;
        }

        public void Dispose() => ObserveDuration();
    }
}
