using System.Collections.Concurrent;

namespace Akka.Actor.Cells;

// Children and death watch.
internal sealed partial class ActorCell
{
    private readonly ConcurrentDictionary<string, ActorCell> _children = new(StringComparer.Ordinal);
    private readonly HashSet<IActorRef> _watchers = [];
    private readonly HashSet<IActorRef> _watching = [];
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Completes when the actor and all below it have ended.</summary>
    public Task Ended => _ended.Task;

    public IActorRef ActorOf(Props props, string? name = null)
    {
        var uid = System.NextUid();
        name ??= $"${uid}";
        if (name.Length == 0 || name.AsSpan().IndexOfAny('/', '#') >= 0)
            throw new InvalidActorNameException($"'{name}' is no name of an actor: it is not empty and holds neither '/' nor '#'.");
        var cell = new ActorCell(System, props, this, new ActorPath(System.Address, $"{Self.Path.Elements}/{name}", uid));
        if (!_children.TryAdd(name, cell))
            throw new InvalidActorNameException($"Actor name \"{name}\" is not unique!");
        cell.Post(new SystemMessage.Create());
        if (_state >= State.Stopping)
            cell.Post(new SystemMessage.Stop());
        return cell.Self;
    }

    public void Stop(IActorRef actor) => (actor as LocalRef)?.Cell.Post(new SystemMessage.Stop());

    public IActorRef Child(string name) => _children.TryGetValue(name, out var child) ? child.Self : ActorRefs.Nobody;

    public IEnumerable<IActorRef> GetChildren() => [.. _children.Values.Select(c => c.Self)];

    public void StopChildren()
    {
        foreach (var child in _children.Values)
            child.Post(new SystemMessage.Stop());
    }

    public IActorRef Watch(IActorRef subject)
    {
        if (!subject.Equals(Self) && _watching.Add(subject))
            ((InternalRef)subject).AddWatcher(Self);
        return subject;
    }

    public IActorRef Unwatch(IActorRef subject)
    {
        if (_watching.Remove(subject))
            ((InternalRef)subject).RemoveWatcher(Self);
        return subject;
    }

    /// <summary>The actor below this one at <paramref name="names"/>; null when there is none.</summary>
    public ActorCell? Find(ReadOnlySpan<string> names) => names.Length == 0 ? this
        : _children.TryGetValue(names[0], out var child) ? child.Find(names[1..]) : null;

    private void Bury(ActorCell child)
    {
        _children.TryRemove(new KeyValuePair<string, ActorCell>(child.Self.Path.Name, child));
        FinishWhenChildless();
    }

    private void AddWatcher(IActorRef watcher)
    {
        if (_state == State.Ended)
            (watcher as InternalRef)?.NotifyEnd(Self, addressTerminated: false);
        else
            _watchers.Add(watcher);
    }

    private void Hear(SystemMessage.WatchedEnded ended)
    {
        if (_watching.Remove(ended.Watched))
            Post(new Envelope(new Terminated(ended.Watched, existenceConfirmed: true, ended.AddressTerminated), ended.Watched));
    }

    private void TellOfTheEnd()
    {
        foreach (var watcher in _watchers)
            (watcher as InternalRef)?.NotifyEnd(Self, addressTerminated: false);
        _watchers.Clear();
        foreach (var watched in _watching.ToList())
            Unwatch(watched);
    }
}
