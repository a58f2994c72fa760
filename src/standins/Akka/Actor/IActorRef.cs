using Akka.Actor.Cells;

namespace Akka.Actor;

/// <summary>Takes messages.</summary>
public interface ICanTell
{
    void Tell(object message, IActorRef sender);
}

/// <summary>A handle of an actor, here or in another process. Two of the same incarnation are equal.</summary>
public interface IActorRef : ICanTell, IEquatable<IActorRef>
{
    ActorPath Path { get; }
}

/// <summary>Makes actors.</summary>
public interface IActorRefFactory
{
    IActorRef ActorOf(Props props, string? name = null);

    void Stop(IActorRef actor);
}

public static class ActorRefImplicitSenderExtensions
{
    /// <summary>Sends as the actor that is running, or as nobody.</summary>
    public static void Tell(this IActorRef receiver, object message) =>
        receiver.Tell(message, ActorCell.Current?.Self ?? ActorRefs.NoSender);

    /// <summary>Hands the message on; its receiver sees the first sender.</summary>
    public static void Forward(this IActorRef receiver, object message) =>
        receiver.Tell(message, ActorCell.Current?.Sender ?? ActorRefs.NoSender);
}

public static class ActorRefs
{
    public static readonly IActorRef NoSender = null!;

    public static readonly IActorRef Nobody = new Nobody();
}
