using Akka.Cluster;
using Akka.Remote;

namespace JsiGan.Cluster.Hosting;

/// <summary>Downs members that stay unreachable, while this node is the oldest.</summary>
internal sealed class OldestNodeDowning : ReceiveActor, IWithTimers
{
    private readonly Akka.Cluster.Cluster _cluster;

    public OldestNodeDowning(Akka.Cluster.Cluster cluster, TimeSpan downAfter)
    {
        _cluster = cluster;
        Receive<ClusterEvent.UnreachableMember>(unreachable =>
        {
            var member = unreachable.Member;
            if (!member.UniqueAddress.Equals(cluster.SelfUniqueAddress))
                Timers.StartSingleTimer(member.UniqueAddress, new DownIfOldest(member.Address), downAfter);
        });
        // A process that was suspended reports others as unreachable for a moment.
        Receive<ClusterEvent.ReachableMember>(reachable => Timers.Cancel(reachable.Member.UniqueAddress));
        Receive<DownIfOldest>(due =>
        {
            if (IsOldest())
                cluster.Down(due.Address);
        });
        // A node that was downed while it was suspended learns of it only when its connection is quarantined.
        Receive<ThisActorSystemQuarantinedEvent>(_ =>
            CoordinatedShutdown.Get(Context.System).Run(CoordinatedShutdown.ClusterDowningReason.Instance));
    }

    public ITimerScheduler Timers { get; set; } = null!;

    protected override void PreStart()
    {
        _cluster.Subscribe(
            Self, ClusterEvent.InitialStateAsEvents, typeof(ClusterEvent.UnreachableMember), typeof(ClusterEvent.ReachableMember));
        Context.System.EventStream.Subscribe(Self, typeof(ThisActorSystemQuarantinedEvent));
    }

    protected override void PostStop()
    {
        _cluster.Unsubscribe(Self);
        Context.System.EventStream.Unsubscribe(Self);
    }

    private bool IsOldest() => _cluster.State.Members.All(
        member => member.UniqueAddress.Equals(_cluster.SelfUniqueAddress) || _cluster.SelfMember.IsOlderThan(member));

    private sealed record DownIfOldest(Address Address);
}
