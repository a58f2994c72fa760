using Akka.Event;

namespace JsiGan.Cluster.Hosting;

/// <summary>Counts what an actor system cannot deliver, and finds how far its coordinator is behind. Thread-safe.</summary>
internal sealed class ActorStatistics
{
    private volatile IActorRef? _coordinator;
    private long _deadLetters;

    public ActorStatistics(ActorSystem system) => system.ActorOf(Props.Create(() => new DeadLetterCounter(this)), "dead-letter-counter");

    /// <summary>Messages sent to actors that no longer exist.</summary>
    public long DeadLetters => Interlocked.Read(ref _deadLetters);

    /// <summary>Messages that wait for the coordinator; null where it does not run.</summary>
    public int? CoordinatorMailbox => (_coordinator as ActorRefWithCell)?.Underlying.NumberOfMessages;

    /// <summary>The coordinator runs on this node from now on.</summary>
    public void Coordinates(IActorRef coordinator) => _coordinator = coordinator;

    private sealed class DeadLetterCounter : ReceiveActor
    {
        public DeadLetterCounter(ActorStatistics statistics) =>
            Receive<DeadLetter>(_ => Interlocked.Increment(ref statistics._deadLetters));

        protected override void PreStart() => Context.System.EventStream.Subscribe(Self, typeof(DeadLetter));

        protected override void PostStop() => Context.System.EventStream.Unsubscribe(Self);
    }
}
