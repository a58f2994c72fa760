namespace Akka.Actor;

/// <summary>What an actor can do to the world around it.</summary>
public interface IActorContext : IActorRefFactory
{
    IActorRef Self { get; }

    IActorRef Sender { get; }

    IActorRef Parent { get; }

    ActorSystem System { get; }

    IActorRef Child(string name);

    IEnumerable<IActorRef> GetChildren();

    IActorRef Watch(IActorRef subject);

    IActorRef Unwatch(IActorRef subject);
}
