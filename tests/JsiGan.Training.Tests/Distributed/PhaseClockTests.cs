using JsiGan.Training.Distributed;

namespace JsiGan.Training.Tests.Distributed;

public sealed class PhaseClockTests
{
    private readonly ManualClock _time = new();

    [Fact]
    public void Each_phase_gets_its_time_and_waiting_is_taken_out_of_it()
    {
        var group = new ProcessGroup(batch: 2, time: _time);
        var clock = new PhaseClock(_time, group);
        Advance(100);
        clock.Start(StepPhase.Data);
        Advance(1);
        clock.Enter(StepPhase.Forward);
        Advance(2);
        clock.Enter(StepPhase.Backward);
        Advance(4);
        Wait(group, seconds: 8);
        clock.Enter(StepPhase.Forward);
        Advance(16);
        clock.Enter(StepPhase.Optimizer);
        Advance(32);
        var times = clock.Stop();
        Assert.Equal(new PhaseTimes(Seconds(1), Seconds(18), Seconds(4), Seconds(32), Seconds(8)), times);
        Assert.Equal((Seconds(54), Seconds(63)), (times.Compute, times.Total));
    }

    [Fact]
    public void A_step_starts_without_the_times_of_the_one_before()
    {
        var group = new ProcessGroup(batch: 2, time: _time);
        var clock = new PhaseClock(_time, group);
        clock.Start(StepPhase.Data);
        Advance(5);
        Wait(group, seconds: 3);
        clock.Stop();
        clock.Start(StepPhase.Data);
        Advance(1);
        Assert.Equal(new PhaseTimes(Seconds(1), default, default, default, default), clock.Stop());
    }

    private void Wait(ProcessGroup group, double seconds)
    {
        var peers = Task.Run(() =>
        {
            SpinWait.SpinUntil(() => group.Waiting.Length > 0);
            Advance(seconds);
        });
        group.Wait(peers, "gradients");
    }

    private void Advance(double seconds) => _time.Advance(Seconds(seconds));

    private static TimeSpan Seconds(double seconds) => TimeSpan.FromSeconds(seconds);
}
