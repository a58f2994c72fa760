namespace Akka.Actor;

/// <summary>What becomes of a child that threw.</summary>
public enum Directive
{
    Resume,
    Restart,
    Escalate,
    Stop,
}

/// <summary>A parent's rule for the faults of its children.</summary>
public abstract class SupervisorStrategy
{
    /// <summary>Start a child that threw anew, with a new instance; stop one that could not even be made.</summary>
    public static readonly SupervisorStrategy DefaultStrategy = new OneForOneStrategy(DefaultDecider);

    public static readonly SupervisorStrategy StoppingStrategy = new OneForOneStrategy(_ => Directive.Stop);

    internal abstract Directive Decide(Exception cause);

    private static Directive DefaultDecider(Exception cause) =>
        cause is ActorInitializationException or DeathPactException ? Directive.Stop : Directive.Restart;
}

/// <summary>Only the child that threw is affected.</summary>
public class OneForOneStrategy(Func<Exception, Directive> localOnlyDecider) : SupervisorStrategy
{
    internal override Directive Decide(Exception cause) => localOnlyDecider(cause);
}
