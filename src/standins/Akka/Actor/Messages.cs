namespace Akka.Actor;

/// <summary>Faults of the actor system itself.</summary>
public class AkkaException(string message, Exception? cause = null) : Exception(message, cause);

public class InvalidActorNameException(string message) : AkkaException(message);

public class ActorInitializationException(string message, Exception? cause = null) : AkkaException(message, cause);

/// <summary>An actor watched another one and did not handle its end.</summary>
public class DeathPactException(IActorRef deadActor) : AkkaException($"Monitored actor [{deadActor}] terminated")
{
    public IActorRef DeadActor { get; } = deadActor;
}

/// <summary>A message that the actor itself acts on before its behaviour sees it.</summary>
public interface IAutoReceivedMessage;

/// <summary>A watched actor has ended.</summary>
public sealed class Terminated(IActorRef actorRef, bool existenceConfirmed, bool addressTerminated) : IAutoReceivedMessage
{
    public IActorRef ActorRef { get; } = actorRef;

    public bool ExistenceConfirmed { get; } = existenceConfirmed;

    /// <summary>Its node left the cluster.</summary>
    public bool AddressTerminated { get; } = addressTerminated;

    public override string ToString() => $"<Terminated>: {ActorRef}";
}

/// <summary>Stops the actor when it comes to it.</summary>
public sealed class PoisonPill : IAutoReceivedMessage
{
    public static readonly PoisonPill Instance = new();

    private PoisonPill()
    {
    }
}

public abstract class Status
{
    public sealed class Success(object status) : Status
    {
        public object Status { get; } = status;
    }

    public sealed class Failure(Exception cause) : Status
    {
        public Exception Cause { get; } = cause;
    }
}
