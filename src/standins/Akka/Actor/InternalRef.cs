namespace Akka.Actor;

/// <summary>What all references share: equality by place and incarnation.</summary>
internal abstract class InternalRef(ActorPath path) : IActorRef
{
    public ActorPath Path { get; } = path;

    /// <summary>The system that resolves, times and logs for it; null for nobody.</summary>
    public abstract ActorSystem? System { get; }

    public abstract void Tell(object message, IActorRef sender);

    /// <summary>Death watch: from now on <paramref name="watcher"/> learns when this actor ends, at once when it has ended.</summary>
    public abstract void AddWatcher(IActorRef watcher);

    public abstract void RemoveWatcher(IActorRef watcher);

    /// <summary>Death watch: <paramref name="watched"/> has ended.</summary>
    public abstract void NotifyEnd(IActorRef watched, bool addressTerminated);

    public bool Equals(IActorRef? other) => other is not null && other.Path.Equals(Path) && other.Path.Uid == Path.Uid;

    public sealed override bool Equals(object? obj) => Equals(obj as IActorRef);

    public sealed override int GetHashCode() => HashCode.Combine(Path, Path.Uid);

    public override string ToString() => $"[{Path.ToSerializationFormat()}]";
}

/// <summary>A reference that does nothing.</summary>
internal class EmptyRef(ActorPath path) : InternalRef(path)
{
    public override ActorSystem? System => null;

    public override void Tell(object message, IActorRef sender)
    {
    }

    public override void AddWatcher(IActorRef watcher) => (watcher as InternalRef)?.NotifyEnd(this, addressTerminated: false);

    public override void RemoveWatcher(IActorRef watcher)
    {
    }

    public override void NotifyEnd(IActorRef watched, bool addressTerminated)
    {
    }
}

internal sealed class Nobody() : EmptyRef(new ActorPath(new Address("akka", "all-systems"), "/Nobody", 0));

/// <summary>Where messages end that nobody takes.</summary>
internal sealed class DeadLetters(ActorSystem system) : EmptyRef(new ActorPath(system.Address, "/deadLetters", 0))
{
    public override ActorSystem System { get; } = system;
}
