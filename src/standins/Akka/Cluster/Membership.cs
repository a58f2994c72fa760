using System.Collections.Immutable;
using Akka.Actor;

namespace Akka.Cluster;

/// <summary>Who is in the cluster, as this node knows it, and who wants to hear of changes.</summary>
internal sealed class Membership(UniqueAddress self)
{
    private static readonly Comparer<Member> ByAddress = Comparer<Member>.Create((a, b) =>
        (a.Address.Host, a.Address.Port, a.UniqueAddress.Uid).CompareTo((b.Address.Host, b.Address.Port, b.UniqueAddress.Uid)));

    private readonly Lock _gate = new();
    private readonly List<(IActorRef Subscriber, Type[] To)> _subscribers = [];
    private readonly List<Action> _onUp = [];
    private readonly List<Action> _onRemoved = [];
    private ImmutableSortedSet<Member> _members = ImmutableSortedSet.Create<Member>(ByAddress);
    private bool _removed;

    public ClusterEvent.CurrentClusterState State => new(_members);

    public bool IsMember(Address address) => _members.Any(m => m.Address == address);

    /// <summary>Takes over a new list of members and tells of the difference. Returns the addresses that are gone.</summary>
    public IReadOnlyList<Address> Apply(IEnumerable<Member> members)
    {
        lock (_gate)
        {
            var now = ImmutableSortedSet.CreateRange(ByAddress, members);
            var gone = _members.Except(now);
            var come = now.Except(_members);
            _members = now;
            foreach (var member in gone)
                Publish(new ClusterEvent.MemberRemoved(member, MemberStatus.Down));
            foreach (var member in come.OrderBy(m => m.UpNumber))
                Publish(new ClusterEvent.MemberUp(member));
            if (come.Any(m => m.UniqueAddress == self))
                Run(_onUp);
            if (gone.Any(m => m.UniqueAddress == self))
            {
                _removed = true;
                Run(_onRemoved);
            }
            return [.. gone.Select(m => m.Address).Where(a => !IsMember(a))];
        }
    }

    public void Subscribe(IActorRef subscriber, ClusterEvent.SubscriptionInitialStateMode mode, Type[] to)
    {
        lock (_gate)
        {
            _subscribers.Add((subscriber, to));
            if (mode == ClusterEvent.SubscriptionInitialStateMode.InitialStateAsSnapshot)
            {
                subscriber.Tell(State, ActorRefs.NoSender);
                return;
            }
            foreach (var member in _members.OrderBy(m => m.UpNumber))
                Tell(subscriber, to, new ClusterEvent.MemberUp(member));
        }
    }

    public void Unsubscribe(IActorRef subscriber)
    {
        lock (_gate)
            _subscribers.RemoveAll(s => s.Subscriber.Equals(subscriber));
    }

    public void OnSelfUp(Action callback) => CallOrKeep(callback, _onUp, () => _members.Any(m => m.UniqueAddress == self));

    public void OnSelfRemoved(Action callback) => CallOrKeep(callback, _onRemoved, () => _removed);

    private void CallOrKeep(Action callback, List<Action> callbacks, Func<bool> happened)
    {
        lock (_gate)
        {
            callbacks.Add(callback);
            if (happened())
                Run(callbacks);
        }
    }

    private void Publish(ClusterEvent.IClusterDomainEvent happened)
    {
        foreach (var (subscriber, to) in _subscribers)
            Tell(subscriber, to, happened);
    }

    private static void Tell(IActorRef subscriber, Type[] to, ClusterEvent.IClusterDomainEvent happened)
    {
        if (to.Any(t => t.IsInstanceOfType(happened)))
            subscriber.Tell(happened, ActorRefs.NoSender);
    }

    // On another thread: a callback may ask the cluster, or take its time.
    private static void Run(List<Action> callbacks)
    {
        foreach (var callback in callbacks)
            ThreadPool.QueueUserWorkItem(_ => callback());
        callbacks.Clear();
    }
}
