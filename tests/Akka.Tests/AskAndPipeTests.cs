using Akka.Actor;

namespace ActorContract.Tests;

/// <summary>Between actors and tasks, and the event stream.</summary>
public sealed class AskAndPipeTests : TestSystem
{
    [Fact]
    public async Task An_answer_comes_to_who_asked()
    {
        var echo = System.ActorOf(Props.Create(() => new Echo()));
        var answers = await Task.WhenAll(Enumerable.Range(0, 100).Select(i => echo.Ask<int>(i, Probe.Limit)));
        Assert.Equal(Enumerable.Range(0, 100), answers);
    }

    [Fact]
    public async Task No_answer_is_a_timeout()
    {
        var silent = NewProbe();
        await Assert.ThrowsAsync<AskTimeoutException>(() => silent.Ref.Ask<string>("hello", TimeSpan.FromMilliseconds(50)));
    }

    [Fact]
    public async Task An_answer_of_failure_throws_its_cause()
    {
        var echo = System.ActorOf(Props.Create(() => new Echo()));
        var fault =
            await Assert.ThrowsAsync<FormatException>(() => echo.Ask<string>(new Status.Failure(new FormatException("odd")), Probe.Limit));
        Assert.Equal("odd", fault.Message);
    }

    [Fact]
    public async Task An_answer_of_another_type_is_an_argument_fault()
    {
        var echo = System.ActorOf(Props.Create(() => new Echo()));
        await Assert.ThrowsAsync<ArgumentException>(() => echo.Ask<int>("text", Probe.Limit));
    }

    [Fact]
    public async Task A_task_is_piped_as_its_result_or_its_failure()
    {
        var probe = NewProbe();
        await Task.FromResult("done").PipeTo(probe.Ref);
        await probe.ExpectAsync("done");
        await Task.FromResult("done").PipeTo(probe.Ref, success: text => text.Length);
        await probe.ExpectAsync(4);
        await Task.FromException<string>(new FormatException("odd")).PipeTo(probe.Ref);
        Assert.Equal("odd", (await probe.NextAsync<Status.Failure>("the failure")).Cause.Message);
        await Task.FromException<string>(new FormatException("odd")).PipeTo(probe.Ref, failure: fault => fault.GetType().Name);
        await probe.ExpectAsync("FormatException");
    }

    [Fact]
    public async Task What_is_published_comes_to_who_subscribed_to_its_type_or_a_base()
    {
        var probe = NewProbe();
        Assert.True(System.EventStream.Subscribe(probe.Ref, typeof(Event)));
        System.EventStream.Publish("not for it");
        System.EventStream.Publish(new Special("a"));
        System.EventStream.Publish(new Event("b"));
        await probe.ExpectAsync(new Special("a"), new Event("b"));
        Assert.True(System.EventStream.Unsubscribe(probe.Ref));
        System.EventStream.Publish(new Event("c"));
        probe.Ref.Tell("fence");
        await probe.ExpectAsync("fence");
    }

    private record Event(string Name);

    private sealed record Special(string Name) : Event(Name);
}
