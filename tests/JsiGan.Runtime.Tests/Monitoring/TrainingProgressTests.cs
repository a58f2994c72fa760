using JsiGan.Protocol.Events;
using JsiGan.Protocol.Runs;
using JsiGan.Runtime.Events;
using JsiGan.Runtime.Monitoring;
using JsiGan.Testing;

namespace JsiGan.Runtime.Tests.Monitoring;

public sealed class TrainingProgressTests
{
    private readonly ManualClock _time = new();
    private readonly TrainingProgress _progress;

    public TrainingProgressTests() => _progress = new TrainingProgress(_time);

    [Fact]
    public void Training_that_has_not_started_does_not_go_on() =>
        Assert.Equal("no generation of workers has started yet", _progress.FindFault());

    [Fact]
    public void Steps_that_stop_coming_are_a_stall_after_twenty_of_them_or_a_minute()
    {
        _progress.OnEvent(new GenerationEntered(SampleRun.Generation, 0, 1));
        _progress.OnEvent(Step(1, seconds: 10));
        _time.Advance(TimeSpan.FromSeconds(200));
        Assert.Null(_progress.FindFault());
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal("step 1 was 201 s ago, expected a step within 200 s", _progress.FindFault());
        _progress.OnEvent(Step(2, seconds: 10));
        Assert.Null(_progress.FindFault());
    }

    [Fact]
    public void A_new_generation_and_a_validation_count_as_progress()
    {
        _progress.OnEvent(Step(1, seconds: 1));
        _time.Advance(TimeSpan.FromSeconds(61));
        Assert.NotNull(_progress.FindFault());
        _progress.OnEvent(new EpochMeasured("w", SampleRun.Generation, 1, 1, 1, 30, 0.9, 5, 1));
        Assert.Null(_progress.FindFault());
        _time.Advance(TimeSpan.FromSeconds(61));
        Assert.StartsWith("the last validation or checkpoint was 61 s ago", _progress.FindFault(), StringComparison.Ordinal);
        _progress.OnEvent(SampleRun.Events.OfType<GenerationStarted>().Single());
        Assert.Null(_progress.FindFault());
    }

    [Fact]
    public void A_run_that_is_over_is_not_stalled()
    {
        _progress.OnEvent(Step(1, seconds: 1));
        _progress.OnEvent(new RunEnded(new RunEnd.Finished(1)));
        _time.Advance(TimeSpan.FromHours(1));
        Assert.Null(_progress.FindFault());
    }

    private static StepTimed Step(long step, double seconds) => new("w", SampleRun.Generation, step, 1, 0, seconds, 0);
}
