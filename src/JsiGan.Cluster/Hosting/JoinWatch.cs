using Akka.Actor;
using Akka.Cluster;

namespace JsiGan.Cluster.Hosting;

/// <summary>
/// Sees that the cluster has let this node in. It does not wait for the node to be up: that takes until all others have heard of it, and
/// longer while one of them is dead or stopped, which is when a new worker is wanted most. The coordinator is reached before.
/// </summary>
internal sealed class JoinWatch : ReceiveActor
{
    public JoinWatch(Action joined)
    {
        var self = Akka.Cluster.Cluster.Get(Context.System).SelfUniqueAddress;
        Receive<ClusterEvent.IMemberEvent>(change =>
        {
            if (change.Member.UniqueAddress.Equals(self))
            {
                joined();
                Context.Stop(Self);
            }
        });
    }

    protected override void PreStart() => Akka.Cluster.Cluster.Get(Context.System).Subscribe(
        Self, ClusterEvent.InitialStateAsEvents, typeof(ClusterEvent.IMemberEvent));
}
