using Akka.Actor;

namespace ActorContract.Tests;

/// <summary>Actors, their names, references and ends.</summary>
public sealed class ActorTests : TestSystem
{
    [Fact]
    public async Task Messages_of_one_sender_come_in_order_and_one_at_a_time()
    {
        var probe = NewProbe();
        var echo = System.ActorOf(Props.Create(() => new Echo()), "echo");
        foreach (var number in Enumerable.Range(0, 1000))
            echo.Tell(number, probe.Ref);
        await probe.ExpectAsync([.. Enumerable.Range(0, 1000).Cast<object>()]);
        Assert.Equal(echo, probe.LastSender);
        Assert.Equal("echo", echo.Path.Name);
    }

    [Fact]
    public async Task A_forwarded_message_keeps_its_sender()
    {
        var probe = NewProbe();
        var echo = System.ActorOf(Props.Create(() => new Echo()));
        var relay = System.ActorOf(Props.Create(() => new Relay(echo)));
        relay.Tell("hello", probe.Ref);
        await probe.ExpectAsync("hello");
    }

    [Fact]
    public void A_name_stands_once()
    {
        System.ActorOf(Props.Create(() => new Echo()), "twice");
        var fault = Assert.Throws<InvalidActorNameException>(() => System.ActorOf(Props.Create(() => new Echo()), "twice"));
        Assert.Contains("twice", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_poison_pill_is_taken_after_what_came_before()
    {
        var probe = NewProbe();
        var echo = System.ActorOf(Props.Create(() => new Echo()));
        probe.Ref.Tell(echo);
        echo.Tell("last words", probe.Ref);
        echo.Tell(PoisonPill.Instance);
        echo.Tell("too late", probe.Ref);
        await probe.ExpectAsync("last words");
        Assert.Equal(echo, (await probe.NextAsync<Terminated>("the end")).ActorRef);
    }

    [Fact]
    public async Task A_parent_ends_after_its_children()
    {
        var probe = NewProbe();
        var parent = System.ActorOf(Props.Create(() => new Parent(probe.Ref)));
        parent.Tell("child");
        await probe.ExpectAsync("child made");
        System.Stop(parent);
        await probe.ExpectAsync("child ends", "parent ends");
    }

    [Fact]
    public async Task Who_watches_an_actor_that_has_ended_is_told_at_once()
    {
        var (first, second) = (NewProbe(), NewProbe());
        var echo = System.ActorOf(Props.Create(() => new Echo()));
        first.Ref.Tell(echo);
        System.Stop(echo);
        await first.NextAsync<Terminated>("the end");
        second.Ref.Tell(echo);
        Assert.Equal(echo, (await second.NextAsync<Terminated>("the end, told late")).ActorRef);
    }

    [Fact]
    public async Task An_actor_that_does_not_handle_the_end_of_what_it_watches_ends_too()
    {
        var probe = NewProbe();
        var echo = System.ActorOf(Props.Create(() => new Echo()));
        var dependent = System.ActorOf(Props.Create(() => new Dependent(echo)));
        probe.Ref.Tell(dependent);
        Assert.Equal("pong", await dependent.Ask<string>("ping", Probe.Limit));
        System.Stop(echo);
        Assert.Equal(dependent, (await probe.NextAsync<Terminated>("the dependent's end")).ActorRef);
    }

    [Fact]
    public async Task A_system_that_is_terminated_has_ended_its_actors()
    {
        var ended = new TaskCompletionSource();
        var system = ActorSystem.Create("other");
        system.ActorOf(Props.Create(() => new Last(ended)));
        await system.Terminate();
        Assert.True(ended.Task.IsCompleted);
        Assert.True(system.WhenTerminated.IsCompleted);
    }

    private sealed class Relay : ReceiveActor
    {
        public Relay(IActorRef to) => ReceiveAny(to.Forward);
    }

    private sealed class Parent : ReceiveActor
    {
        private readonly IActorRef _probe;

        public Parent(IActorRef probe)
        {
            _probe = probe;
            Receive<string>(name => Context.ActorOf(Props.Create(() => new Child(probe)), name));
        }

        protected override void PostStop() => _probe.Tell("parent ends");
    }

    private sealed class Child(IActorRef probe) : UntypedActor
    {
        protected override void PreStart() => probe.Tell("child made");

        protected override void PostStop() => probe.Tell("child ends");

        protected override void OnReceive(object message)
        {
        }
    }

    private sealed class Dependent : ReceiveActor
    {
        public Dependent(IActorRef on)
        {
            Context.Watch(on);
            Receive<string>(_ => Sender.Tell("pong"));
        }
    }

    private sealed class Last(TaskCompletionSource ended) : UntypedActor
    {
        protected override void PostStop() => ended.SetResult();

        protected override void OnReceive(object message)
        {
        }
    }
}

/// <summary>Answers what it is told.</summary>
internal sealed class Echo : ReceiveActor
{
    public Echo() => ReceiveAny(message => Sender.Tell(message));
}
