using Akka.Cluster;

namespace JsiGan.Cluster.Hosting;

/// <summary>
/// Reports that the cluster has accepted this node, and that <see cref="Akka.Cluster.Cluster.State"/> shows it. It does not wait until the
/// node is up: that takes until all other nodes have seen it, and longer while one of them is dead or suspended, which is when a new worker
/// is needed most. The coordinator can be reached before.
/// </summary>
internal sealed class JoinWatch : ReceiveActor, IWithTimers
{
    // The state has a subscription of its own, which may be behind this actor's.
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(10);

    private readonly Akka.Cluster.Cluster _cluster = Akka.Cluster.Cluster.Get(Context.System);
    private readonly Action _joined;

    public JoinWatch(Action joined)
    {
        _joined = joined;
        Receive<ClusterEvent.IMemberEvent>(change => change.Member.UniqueAddress.Equals(_cluster.SelfUniqueAddress), _ => CheckState());
        Receive<StateCheck>(_ => CheckState());
    }

    public ITimerScheduler Timers { get; set; } = null!;

    public static Props Props(Action joined) => Akka.Actor.Props.Create(() => new JoinWatch(joined));

    protected override void PreStart() => _cluster.Subscribe(
        Self, ClusterEvent.InitialStateAsEvents, typeof(ClusterEvent.IMemberEvent));

    private void CheckState()
    {
        if (!_cluster.State.Members.Any(member => member.UniqueAddress.Equals(_cluster.SelfUniqueAddress)))
        {
            Timers.StartSingleTimer(nameof(StateCheck), new StateCheck(), PollInterval);
            return;
        }

        _joined();
        Context.Stop(Self);
    }

    private sealed record StateCheck;
}
