namespace Akka.Actor.Cells;

/// <summary>What the system tells an actor's cell; it goes before all other messages.</summary>
internal abstract record SystemMessage
{
    public sealed record Create : SystemMessage;

    public sealed record Stop : SystemMessage;

    public sealed record Resume : SystemMessage;

    public sealed record Restart(Exception Cause) : SystemMessage;

    public sealed record ChildFailed(ActorCell Child, Exception Cause) : SystemMessage;

    public sealed record ChildEnded(ActorCell Child) : SystemMessage;

    public sealed record AddWatcher(IActorRef Watcher) : SystemMessage;

    public sealed record RemoveWatcher(IActorRef Watcher) : SystemMessage;

    public sealed record WatchedEnded(IActorRef Watched, bool AddressTerminated) : SystemMessage;
}
