using Akka.Actor;
using Akka.Cluster.Singletons;
using Akka.Wire;

namespace Akka.Cluster.Tools.Singleton;

/// <summary>Hands messages on to the singleton, wherever it is, with their senders; keeps them while there is none.</summary>
public sealed class ClusterSingletonProxy : UntypedActor, IWithTimers
{
    private readonly string _managerPath;
    private readonly ClusterSingletonProxySettings _settings;
    private readonly OldestFirst _nodes;
    private readonly Queue<(object Message, IActorRef Sender)> _waiting = new();
    private IActorRef? _singleton;

    private ClusterSingletonProxy(string managerPath, ClusterSingletonProxySettings settings)
    {
        (_managerPath, _settings) = (managerPath, settings);
        _nodes = new OldestFirst(settings.Role);
    }

    public ITimerScheduler Timers { get; set; } = null!;

    public static Props Props(string singletonManagerPath, ClusterSingletonProxySettings settings) =>
        Akka.Actor.Props.Create(() => new ClusterSingletonProxy(singletonManagerPath, settings));

    protected override void PreStart() => Cluster.Get(Context.System).Subscribe(
        Self, ClusterEvent.InitialStateAsEvents, typeof(ClusterEvent.MemberUp), typeof(ClusterEvent.MemberRemoved));

    protected override void PostStop() => Cluster.Get(Context.System).Unsubscribe(Self);

    protected override void OnReceive(object message)
    {
        switch (message)
        {
            case ClusterEvent.IMemberEvent change:
                var before = _nodes.Oldest;
                if (_nodes.Apply(change) && !Equals(before, _nodes.Oldest))
                    Seek();
                break;
            case Look: Ask(); break;
            case Identity { Subject: { } subject } when _singleton is null: Found(subject); break;
            case Identity: break;
            case Terminated ended when ended.ActorRef.Equals(_singleton): Seek(); break;
            case Terminated: break;
            default: HandOn(message); break;
        }
    }

    private void Seek()
    {
        if (_singleton is not null)
            Context.Unwatch(_singleton);
        _singleton = null;
        Timers.StartPeriodicTimer("look", new Look(), TimeSpan.Zero, _settings.SingletonIdentificationInterval);
    }

    private void Ask()
    {
        if (_nodes.Oldest is { } oldest)
            Context.System.Node!.Identify(new RootActorPath(oldest.Address) / _managerPath / _settings.SingletonName, Self);
    }

    private void Found(IActorRef singleton)
    {
        // A late answer of a node that has gone since.
        if (singleton.Path.Address != _nodes.Oldest?.Address)
            return;
        _singleton = Context.Watch(singleton);
        Timers.Cancel("look");
        while (_waiting.TryDequeue(out var kept))
            singleton.Tell(kept.Message, kept.Sender);
    }

    private void HandOn(object message)
    {
        if (_singleton is not null)
        {
            _singleton.Tell(message, Sender);
            return;
        }
        _waiting.Enqueue((message, Sender));
        if (_waiting.Count > _settings.BufferSize)
            _waiting.Dequeue();
    }

    private sealed record Look;
}
