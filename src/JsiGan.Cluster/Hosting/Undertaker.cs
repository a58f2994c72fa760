using Akka.Actor;
using Akka.Cluster;

namespace JsiGan.Cluster.Hosting;

/// <summary>
/// On one machine the first node alone decides who is gone: no network lies between the processes, and all live for this one. (A resolver
/// that asks every node would be misled by a stopped process: when it goes on, it reports all others as unreachable, the first node among
/// them.)
/// </summary>
internal sealed class Undertaker : ReceiveActor, IWithTimers
{
    // What a process that was stopped reports of others is taken back sooner.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    public Undertaker()
    {
        var cluster = Akka.Cluster.Cluster.Get(Context.System);
        Receive<ClusterEvent.UnreachableMember>(unreachable =>
        {
            if (!unreachable.Member.UniqueAddress.Equals(cluster.SelfUniqueAddress))
                Timers.StartSingleTimer(unreachable.Member.UniqueAddress, new Gone(unreachable.Member.Address), Patience);
        });
        Receive<ClusterEvent.ReachableMember>(reachable => Timers.Cancel(reachable.Member.UniqueAddress));
        Receive<Gone>(gone => cluster.Down(gone.Address));
    }

    public ITimerScheduler Timers { get; set; } = null!;

    protected override void PreStart() => Akka.Cluster.Cluster.Get(Context.System).Subscribe(
        Self, ClusterEvent.InitialStateAsEvents, typeof(ClusterEvent.UnreachableMember), typeof(ClusterEvent.ReachableMember));

    private sealed record Gone(Address Address);
}
