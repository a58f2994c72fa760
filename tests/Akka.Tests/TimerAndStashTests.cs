using Akka.Actor;

namespace ActorContract.Tests;

/// <summary>Timers and stashes.</summary>
public sealed class TimerAndStashTests : TestSystem
{
    private static readonly TimeSpan Soon = TimeSpan.FromMilliseconds(20);

    [Fact]
    public async Task A_periodic_timer_says_its_message_until_it_is_cancelled()
    {
        var probe = NewProbe();
        var clock = System.ActorOf(Props.Create(() => new Clock(probe.Ref)));
        clock.Tell(new Act(timers => timers.StartPeriodicTimer("key", "tick", TimeSpan.Zero, Soon)));
        await probe.ExpectAsync("tick", "tick", "tick");
        // What was said before the cancellation may still come; after the fence, which goes the same way, nothing may.
        clock.Tell(new Act(timers => timers.Cancel("key")));
        clock.Tell("fence");
        while (await probe.NextAsync<string>("the fence") != "fence")
        {
        }
        clock.Tell(new Act(timers => timers.StartSingleTimer("other", "later", 5 * Soon)));
        await probe.ExpectAsync("later");
    }

    [Fact]
    public async Task A_timer_replaces_the_one_of_the_same_key()
    {
        var probe = NewProbe();
        var clock = System.ActorOf(Props.Create(() => new Clock(probe.Ref)));
        clock.Tell(new Act(timers =>
        {
            timers.StartSingleTimer("key", "never", Soon);
            timers.StartSingleTimer("key", "second", 3 * Soon);
            Assert.True(timers.IsTimerActive("key"));
        }));
        await probe.ExpectAsync("second");
    }

    [Fact]
    public async Task Timers_end_when_their_actor_starts_anew()
    {
        var probe = NewProbe();
        var clock = System.ActorOf(Props.Create(() => new Clock(probe.Ref)));
        clock.Tell(new Act(timers =>
        {
            timers.StartSingleTimer("key", "never", Soon);
            throw new InvalidOperationException("fault");
        }));
        clock.Tell(new Act(timers => timers.StartSingleTimer("other", "later", 5 * Soon)));
        await probe.ExpectAsync("later");
    }

    [Fact]
    public async Task What_was_put_aside_comes_back_in_order_and_before_the_rest()
    {
        var probe = NewProbe();
        var door = System.ActorOf(Props.Create(() => new Door(probe.Ref)));
        foreach (var message in new[] { "1", "2", "open", "3" })
            door.Tell(message);
        await probe.ExpectAsync("1", "2", "3");
    }

    [Fact]
    public async Task What_was_put_aside_survives_a_new_start()
    {
        var probe = NewProbe();
        var door = System.ActorOf(Props.Create(() => new Door(probe.Ref)));
        foreach (var message in new[] { "1", "2", "fail", "open", "3" })
            door.Tell(message);
        await probe.ExpectAsync("1", "2", "3");
    }

    private sealed record Act(Action<ITimerScheduler> What);

    private sealed class Clock : ReceiveActor, IWithTimers
    {
        public Clock(IActorRef probe)
        {
            Receive<Act>(act => act.What(Timers));
            ReceiveAny(message => probe.Tell(message));
        }

        public ITimerScheduler Timers { get; set; } = null!;
    }

    private sealed class Door : ReceiveActor, IWithUnboundedStash
    {
        public Door(IActorRef probe)
        {
            Receive<string>(m => m == "open", _ =>
            {
                Become(() => ReceiveAny(message => probe.Tell(message)));
                Stash.UnstashAll();
            });
            Receive<string>(m => m == "fail", _ => throw new InvalidOperationException("fault"));
            ReceiveAny(_ => Stash.Stash());
        }

        public IStash Stash { get; set; } = null!;
    }
}
