namespace Akka.Actor;

/// <summary>The reference that an ask waits for its answer with.</summary>
internal sealed class PromiseRef(ActorSystem system, ActorPath path) : InternalRef(path)
{
    private readonly TaskCompletionSource<object> _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public override ActorSystem System { get; } = system;

    public Task<object> Answer => _answer.Task;

    public override void Tell(object message, IActorRef sender) => _answer.TrySetResult(message);

    public override void AddWatcher(IActorRef watcher) => (watcher as InternalRef)?.NotifyEnd(this, addressTerminated: false);

    public override void RemoveWatcher(IActorRef watcher)
    {
    }

    public override void NotifyEnd(IActorRef watched, bool addressTerminated)
    {
    }
}
