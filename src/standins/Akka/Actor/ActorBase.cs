using Akka.Actor.Cells;

namespace Akka.Actor;

/// <summary>An actor: it gets its messages one at a time.</summary>
public abstract class ActorBase
{
    protected static IActorContext Context => ActorCell.Current
        ?? throw new NotSupportedException(
            "There is no active ActorContext, this is most likely due to use of async operations from within this actor.");

    protected IActorRef Self => Cell.Self;

    protected IActorRef Sender => Cell.Sender;

    internal ActorCell Cell { get; } = ActorCell.Current
        ?? throw new ActorInitializationException("An actor is made by ActorOf, not by its constructor.");

    internal SupervisorStrategy Strategy => SupervisorStrategy();

    internal void Dispatch(object message)
    {
        if (!Receive(message))
            Unhandled(message);
    }

    internal void OnStart() => PreStart();

    internal void OnStop() => PostStop();

    internal void OnRestarting(Exception reason, object? message) => PreRestart(reason, message!);

    internal void OnRestarted(Exception reason) => PostRestart(reason);

    protected abstract bool Receive(object message);

    protected virtual SupervisorStrategy SupervisorStrategy() => Actor.SupervisorStrategy.DefaultStrategy;

    protected virtual void PreStart()
    {
    }

    protected virtual void PostStop()
    {
    }

    /// <summary>Called on the instance that failed: by default its children end and it is told so itself.</summary>
    protected virtual void PreRestart(Exception reason, object message)
    {
        Cell.StopChildren();
        PostStop();
    }

    /// <summary>Called on the instance that takes its place.</summary>
    protected virtual void PostRestart(Exception reason) => PreStart();

    protected virtual void Unhandled(object message)
    {
        if (message is Terminated terminated)
            throw new DeathPactException(terminated.ActorRef);
    }
}

/// <summary>An actor with one method for all messages.</summary>
public abstract class UntypedActor : ActorBase
{
    protected sealed override bool Receive(object message)
    {
        OnReceive(message);
        return true;
    }

    protected abstract void OnReceive(object message);
}
