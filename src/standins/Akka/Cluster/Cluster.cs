using Akka.Actor;
using Akka.Configuration;

namespace Akka.Cluster;

/// <summary>A system's view of its cluster.</summary>
public sealed class Cluster
{
    private readonly Wire.Node _node;

    internal Cluster(Wire.Node node) => _node = node;

    public Address SelfAddress => _node.Address;

    public UniqueAddress SelfUniqueAddress => _node.Unique;

    public ClusterEvent.CurrentClusterState State => _node.Membership.State;

    public static Cluster Get(ActorSystem system) => system.Node?.Cluster
        ?? throw new ConfigurationException($"The actor system {system.Name} is no node of a cluster: set akka.actor.provider = cluster.");

    /// <summary>Joins through a node; through itself: is the first of a new cluster.</summary>
    public void Join(Address address) => _node.Join([address]);

    /// <summary>Joins through the first of these that answers.</summary>
    public void JoinSeedNodes(IEnumerable<Address> seedNodes) => _node.Join([.. seedNodes]);

    /// <summary>Puts a node out of the cluster. Does nothing here: one that cannot be reached is out already.</summary>
    public void Down(Address address) => ArgumentNullException.ThrowIfNull(address);

    public void Subscribe(IActorRef subscriber, ClusterEvent.SubscriptionInitialStateMode initialStateMode, params Type[] to) =>
        _node.Membership.Subscribe(subscriber, initialStateMode, to);

    public void Unsubscribe(IActorRef subscriber) => _node.Membership.Unsubscribe(subscriber);

    /// <summary>Calls back once this node is a member, at once when it is.</summary>
    public void RegisterOnMemberUp(Action callback) => _node.Membership.OnSelfUp(callback);

    /// <summary>Calls back once this node is no member any more.</summary>
    public void RegisterOnMemberRemoved(Action callback) => _node.Membership.OnSelfRemoved(callback);
}
