using Akka.Actor;

namespace Akka.Event;

/// <summary>Hands what is published to the actors that subscribed to its type, a base of it or an interface.</summary>
public sealed class EventStream
{
    private readonly Lock _gate = new();
    private readonly List<(IActorRef Subscriber, Type Channel)> _subscriptions = [];

    internal EventStream()
    {
    }

    public bool Subscribe(IActorRef subscriber, Type channel)
    {
        lock (_gate)
        {
            if (_subscriptions.Contains((subscriber, channel)))
                return false;
            _subscriptions.Add((subscriber, channel));
            return true;
        }
    }

    public bool Unsubscribe(IActorRef subscriber)
    {
        lock (_gate)
            return _subscriptions.RemoveAll(s => s.Subscriber.Equals(subscriber)) > 0;
    }

    public void Publish(object @event)
    {
        List<IActorRef> subscribers;
        lock (_gate)
            subscribers = [.. _subscriptions.Where(s => s.Channel.IsInstanceOfType(@event)).Select(s => s.Subscriber).Distinct()];
        foreach (var subscriber in subscribers)
            subscriber.Tell(@event, ActorRefs.NoSender);
    }
}
