using Akka.Actor;

namespace ActorContract.Tests;

/// <summary>What becomes of actors that throw.</summary>
public sealed class SupervisionTests : TestSystem
{
    [Fact]
    public async Task An_actor_that_throws_starts_anew_and_goes_on_with_the_next_message()
    {
        var probe = NewProbe();
        var counter = System.ActorOf(Props.Create(() => new Counter(probe.Ref)));
        counter.Tell("count");
        counter.Tell("count");
        counter.Tell(new InvalidOperationException("fault"));
        counter.Tell("count");
        await probe.ExpectAsync("starts", 1, 2, "fails on fault", "ends", "starts", 1);
    }

    [Theory]
    [InlineData(Directive.Resume, 2)]
    [InlineData(Directive.Restart, 1)]
    public async Task The_parent_decides_whether_a_child_keeps_its_state(Directive directive, int next)
    {
        var probe = NewProbe();
        var parent = System.ActorOf(Props.Create(() => new Supervisor(directive, probe.Ref)));
        var child = await parent.Ask<IActorRef>("child", Probe.Limit);
        await probe.ExpectAsync("starts");
        child.Tell("count");
        await probe.ExpectAsync(1);
        child.Tell(new InvalidOperationException("fault"));
        if (directive == Directive.Restart)
            await probe.ExpectAsync("fails on fault", "ends", "starts");
        child.Tell("count");
        await probe.ExpectAsync(next);
    }

    [Fact]
    public async Task A_child_that_is_to_stop_ends()
    {
        var (probe, watcher) = (NewProbe(), NewProbe());
        var parent = System.ActorOf(Props.Create(() => new Supervisor(Directive.Stop, probe.Ref)));
        var child = await parent.Ask<IActorRef>("child", Probe.Limit);
        watcher.Ref.Tell(child);
        child.Tell(new InvalidOperationException("fault"));
        await probe.ExpectAsync("starts", "ends");
        Assert.Equal(child, (await watcher.NextAsync<Terminated>("the child's end")).ActorRef);
    }

    [Fact]
    public async Task A_fault_that_is_escalated_restarts_the_parent_and_ends_the_child()
    {
        var (probe, watcher) = (NewProbe(), NewProbe());
        var parent = System.ActorOf(Props.Create(() => new Supervisor(Directive.Escalate, probe.Ref)));
        var child = await parent.Ask<IActorRef>("child", Probe.Limit);
        watcher.Ref.Tell(child);
        child.Tell(new InvalidOperationException("fault"));
        Assert.Equal(child, (await watcher.NextAsync<Terminated>("the child's end")).ActorRef);
        Assert.NotEqual(child, await parent.Ask<IActorRef>("child", Probe.Limit));
    }

    [Fact]
    public async Task An_actor_whose_constructor_throws_ends()
    {
        var probe = NewProbe();
        var stillborn = System.ActorOf(Props.Create(() => new Stillborn()));
        probe.Ref.Tell(stillborn);
        Assert.Equal(stillborn, (await probe.NextAsync<Terminated>("the end")).ActorRef);
    }

    private sealed class Counter : ReceiveActor
    {
        private readonly IActorRef _probe;
        private int _count;

        public Counter(IActorRef probe)
        {
            _probe = probe;
            Receive<string>(_ => _probe.Tell(++_count));
            Receive<Exception>(fault => throw fault);
        }

        protected override void PreStart() => _probe.Tell("starts");

        protected override void PostStop() => _probe.Tell("ends");

        protected override void PreRestart(Exception reason, object message)
        {
            _probe.Tell($"fails on {((Exception)message).Message}");
            base.PreRestart(reason, message);
        }
    }

    private sealed class Supervisor : ReceiveActor
    {
        private readonly Directive _directive;

        public Supervisor(Directive directive, IActorRef probe)
        {
            _directive = directive;
            Receive<string>(_ => Sender.Tell(Context.ActorOf(Props.Create(() => new Counter(probe)))));
        }

        protected override SupervisorStrategy SupervisorStrategy() => new OneForOneStrategy(_ => _directive);
    }

    private sealed class Stillborn : ReceiveActor
    {
        public Stillborn() => throw new InvalidOperationException("never lived");
    }
}
