using Akka.Actor;
using Akka.Cluster.Singletons;

namespace Akka.Cluster.Tools.Singleton;

/// <summary>Started on every node of a role: the oldest of them runs the singleton as its child.</summary>
public sealed class ClusterSingletonManager : UntypedActor
{
    private readonly Props _singleton;
    private readonly ClusterSingletonManagerSettings _settings;
    private readonly OldestFirst _nodes;
    private bool _started;

    private ClusterSingletonManager(Props singleton, ClusterSingletonManagerSettings settings)
    {
        (_singleton, _settings) = (singleton, settings);
        _nodes = new OldestFirst(settings.Role);
    }

    /// <param name="terminationMessage">Sent by the real manager when it hands over; here a manager only ends with its node.</param>
    public static Props Props(Props singletonProps, object terminationMessage, ClusterSingletonManagerSettings settings)
    {
        ArgumentNullException.ThrowIfNull(terminationMessage);
        return Akka.Actor.Props.Create(() => new ClusterSingletonManager(singletonProps, settings));
    }

    protected override void PreStart() => Cluster.Get(Context.System).Subscribe(
        Self, ClusterEvent.InitialStateAsEvents, typeof(ClusterEvent.MemberUp), typeof(ClusterEvent.MemberRemoved));

    protected override void PostStop() => Cluster.Get(Context.System).Unsubscribe(Self);

    protected override void OnReceive(object message)
    {
        if (message is not ClusterEvent.IMemberEvent change || !_nodes.Apply(change))
            return;
        if (!_started && _nodes.Oldest?.UniqueAddress == Cluster.Get(Context.System).SelfUniqueAddress)
        {
            _started = true;
            Context.ActorOf(_singleton, _settings.SingletonName);
        }
    }
}
