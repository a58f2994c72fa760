using JsiGan.Protocol.Events;
using JsiGan.Protocol.Runs;
using JsiGan.Runtime.Events;

namespace JsiGan.Runtime.Tests.Events;

public sealed class RunEventStreamTests
{
    private readonly List<IRunEvent> _seen = [];

    [Fact]
    public async Task Every_observer_sees_every_event_once_and_in_order()
    {
        var other = new List<IRunEvent>();
        await using var stream = new RunEventStream();
        using var first = stream.Subscribe(new RunObserver(_seen.Add));
        using var second = stream.Subscribe(new RunObserver(other.Add));
        IRunEvent[] published = [.. Enumerable.Range(0, 100).Select(number => new RunOpened($"{number}"))];
        foreach (var happened in published)
            stream.OnEvent(happened);

        await stream.FlushAsync();
        Assert.Equal(published, _seen);
        Assert.Equal(published, other);
    }

    [Fact]
    public async Task A_step_that_is_reported_again_is_delivered_once_and_one_that_is_trained_again_twice()
    {
        await using var stream = new RunEventStream();
        using var subscription = stream.Subscribe(new RunObserver(_seen.Add));
        (long Generation, long Step)[] reported = [(1, 1), (1, 2), (1, 2), (2, 2), (1, 3), (2, 3)];
        foreach (var (generation, step) in reported)
            stream.OnEvent(new StepMeasured("w", new GenerationId(1, generation), step, 1, 1, 0, [], [], 0, 0, 0));

        await stream.FlushAsync();
        Assert.Equal([(1, 1), (1, 2), (2, 2), (2, 3)], _seen.Cast<StepMeasured>().Select(step => (step.Generation.Number, step.Step)));
    }

    [Fact]
    public async Task An_observer_that_throws_is_reported_and_the_others_still_receive()
    {
        var stream = new RunEventStream();
        using var broken = stream.Subscribe(new RunObserver(_ => throw new InvalidOperationException("disk full")));
        using var whole = stream.Subscribe(new RunObserver(_seen.Add));
        stream.OnEvent(new RunOpened("a"));
        var fault = await Assert.ThrowsAsync<InvalidOperationException>(stream.FlushAsync);
        Assert.Equal("disk full", fault.InnerException?.Message);
        Assert.Single(_seen);
        await stream.DisposeAsync();
    }
}
