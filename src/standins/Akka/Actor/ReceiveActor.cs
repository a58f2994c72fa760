namespace Akka.Actor;

/// <summary>An actor with a handler for each type of message; the first that fits takes it.</summary>
public abstract class ReceiveActor : ActorBase
{
    private List<Func<object, bool>> _handlers = [];

    protected sealed override bool Receive(object message)
    {
        // A handler may become another: the one that runs belongs to the list it was found in.
        var handlers = _handlers;
        foreach (var handler in handlers)
        {
            if (handler(message))
                return true;
        }
        return false;
    }

    protected void Receive<T>(Action<T> handler) => _handlers.Add(message =>
    {
        if (message is not T fitting)
            return false;
        handler(fitting);
        return true;
    });

    protected void Receive<T>(Predicate<T> shouldHandle, Action<T> handler) => _handlers.Add(message =>
    {
        if (message is not T fitting || !shouldHandle(fitting))
            return false;
        handler(fitting);
        return true;
    });

    protected void ReceiveAny(Action<object> handler) => Receive(handler);

    /// <summary>Replaces all handlers by those that <paramref name="configure"/> adds.</summary>
    protected void Become(Action configure)
    {
        _handlers = [];
        configure();
    }
}
