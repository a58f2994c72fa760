using JsiGan.Training.Distributed;

namespace JsiGan.Training.Tests.Distributed;

public sealed class TrafficMeterTests
{
    private readonly ManualClock _time = new();

    [Fact]
    public void Overlapping_all_reduces_add_their_bytes_and_count_their_time_once()
    {
        var meter = new TrafficMeter(_time);
        var (first, second) = (new TaskCompletionSource(), new TaskCompletionSource());
        meter.Count(first.Task, 100);
        Advance(1);
        meter.Count(second.Task, 20);
        Advance(2);
        first.SetResult();
        Advance(4);
        second.SetResult();
        Advance(8);
        Assert.Equal(new Traffic(120, TimeSpan.FromSeconds(7)), meter.Take());
        Assert.Equal(default, meter.Take());
    }

    [Fact]
    public void An_all_reduce_that_fails_or_still_runs_counts_until_then()
    {
        var meter = new TrafficMeter(_time);
        var (failing, running) = (new TaskCompletionSource(), new TaskCompletionSource());
        meter.Count(failing.Task, 1);
        Advance(1);
        failing.SetException(new InvalidOperationException("a worker was lost"));
        meter.Count(running.Task, 1);
        Advance(2);
        Assert.Equal(new Traffic(2, TimeSpan.FromSeconds(3)), meter.Take());
        Advance(4);
        running.SetResult();
        Assert.Equal(new Traffic(0, TimeSpan.FromSeconds(4)), meter.Take());
    }

    private void Advance(double seconds) => _time.Advance(TimeSpan.FromSeconds(seconds));
}
