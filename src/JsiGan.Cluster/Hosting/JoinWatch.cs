using Akka.Cluster;

namespace JsiGan.Cluster.Hosting;

/// <summary>
/// Reports that the cluster has accepted this node. It does not wait until the node is up: that takes until all other nodes have seen it,
/// and longer while one of them is dead or suspended, which is when a new worker is needed most. The coordinator can be reached before.
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

    public static Props Props(Action joined) => Akka.Actor.Props.Create(() => new JoinWatch(joined));

    protected override void PreStart() => Akka.Cluster.Cluster.Get(Context.System).Subscribe(
        Self, ClusterEvent.InitialStateAsEvents, typeof(ClusterEvent.IMemberEvent));
}
