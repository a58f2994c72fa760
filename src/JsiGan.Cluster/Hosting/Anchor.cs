using Akka.Actor;
using Akka.Cluster;

namespace JsiGan.Cluster.Hosting;

/// <summary>
/// Ends this node when the nodes that it joined through are gone. On one machine those are the process that the user started: whether it
/// was killed or left in good order, nobody asks for the run any more.
/// </summary>
internal sealed class Anchor : ReceiveActor
{
    private readonly HashSet<Address> _seeds;

    public Anchor(IEnumerable<Address> seeds)
    {
        _seeds = [.. seeds];
        Receive<ClusterEvent.MemberRemoved>(removed =>
        {
            _seeds.Remove(removed.Member.Address);
            if (_seeds.Count == 0)
                CoordinatedShutdown.Get(Context.System).Run(CoordinatedShutdown.ClusterDowningReason.Instance);
        });
    }

    protected override void PreStart() => Akka.Cluster.Cluster.Get(Context.System).Subscribe(
        Self, ClusterEvent.InitialStateAsEvents, typeof(ClusterEvent.MemberRemoved));
}
