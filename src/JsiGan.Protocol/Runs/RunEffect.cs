using JsiGan.Protocol.Events;

namespace JsiGan.Protocol.Runs;

/// <summary>What a coordinator does about its input, in this order.</summary>
public abstract record RunEffect
{
    private RunEffect() { }

    /// <summary>Send a message to a worker.</summary>
    public sealed record Send(string Worker, ICoordinatorMessage Message) : RunEffect;

    /// <summary>
    /// Write the generation to the ledger: samples from <paramref name="First"/> on belong to it. The store refuses if a later coordinator
    /// has taken over (this one then ends), or if it holds a checkpoint beyond <paramref name="First"/> (the machine then gets
    /// <see cref="RunInput.Stored"/>). No effect after a refused one may be carried out.
    /// </summary>
    public sealed record OpenGeneration(GenerationId Generation, CommitPoint First, IReadOnlyList<string> Roster) : RunEffect;

    /// <summary>Hand an event to the run's observer.</summary>
    public sealed record Publish(IRunEvent Event) : RunEffect;

    /// <summary>Record how the run ended, then publish <see cref="RunEnded"/>.</summary>
    public sealed record EndRun(RunEnd End) : RunEffect;
}
