using Akka.Cluster;

namespace JsiGan.Cluster.Hosting;

/// <summary>
/// Shuts this node down when the nodes that it joined through are gone. On one machine these are the process that the user started: no run
/// continues without it.
/// </summary>
internal sealed class ShutdownWhenSeedsLeave : ReceiveActor
{
    private readonly HashSet<Address> _seeds;

    public ShutdownWhenSeedsLeave(IEnumerable<Address> seeds)
    {
        _seeds = [.. seeds];
        Receive<ClusterEvent.MemberRemoved>(removed =>
        {
            _seeds.Remove(removed.Member.Address);
            if (_seeds.Count == 0)
                CoordinatedShutdown.Get(Context.System).Run(SeedsLeftReason.Instance);
        });
    }

    public static Props Props(IEnumerable<Address> seeds) => Akka.Actor.Props.Create(() => new ShutdownWhenSeedsLeave(seeds));

    protected override void PreStart() => Akka.Cluster.Cluster.Get(Context.System).Subscribe(
        Self, ClusterEvent.InitialStateAsEvents, typeof(ClusterEvent.MemberRemoved));
}
