using Akka.Actor;
using Akka.Cluster;

namespace Akka.Wire;

/// <summary>Which actors here watch which actors elsewhere: when a node is removed, all of its actors have ended.</summary>
internal sealed class Watches(Membership membership)
{
    private readonly Lock _gate = new();
    private readonly HashSet<(IActorRef Watcher, IActorRef Watched)> _watches = [];

    /// <summary>False when the watched one's node is no member: then it has ended already.</summary>
    public bool Add(IActorRef watcher, IActorRef watched)
    {
        // First kept, then asked: a node that is removed in between is seen by one of the two.
        lock (_gate)
            _watches.Add((watcher, watched));
        if (membership.IsMember(watched.Path.Address))
            return true;
        Remove(watcher, watched);
        return false;
    }

    public void Remove(IActorRef watcher, IActorRef watched)
    {
        lock (_gate)
            _watches.Remove((watcher, watched));
    }

    public void EndAll(IReadOnlyList<Address> addresses)
    {
        List<(IActorRef Watcher, IActorRef Watched)> ended;
        lock (_gate)
        {
            ended = [.. _watches.Where(w => addresses.Contains(w.Watched.Path.Address))];
            _watches.ExceptWith(ended);
        }
        foreach (var (watcher, watched) in ended)
            (watcher as InternalRef)?.NotifyEnd(watched, addressTerminated: true);
    }
}
