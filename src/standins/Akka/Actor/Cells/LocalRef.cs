namespace Akka.Actor.Cells;

/// <summary>A reference of an actor of this system.</summary>
internal sealed class LocalRef(ActorCell cell, ActorPath path) : InternalRef(path)
{
    public ActorCell Cell { get; } = cell;

    public override ActorSystem System => Cell.System;

    public override void Tell(object message, IActorRef sender)
    {
        ArgumentNullException.ThrowIfNull(message);
        Cell.Post(new Envelope(message, sender));
    }

    public override void AddWatcher(IActorRef watcher) => Cell.Post(new SystemMessage.AddWatcher(watcher));

    public override void RemoveWatcher(IActorRef watcher) => Cell.Post(new SystemMessage.RemoveWatcher(watcher));

    public override void NotifyEnd(IActorRef watched, bool addressTerminated) =>
        Cell.Post(new SystemMessage.WatchedEnded(watched, addressTerminated));
}
