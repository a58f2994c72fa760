namespace JsiGan.Protocol.Runs;

/// <summary>What happens to a coordinator.</summary>
public abstract record RunEvent
{
    private RunEvent() { }

    /// <summary>A worker spoke.</summary>
    public sealed record Said(IWorkerMessage Message) : RunEvent;

    /// <summary>A worker's process or node is gone (death watch, member removed).</summary>
    public sealed record Lost(string Worker, string Reason) : RunEvent;

    /// <summary>A checkpoint of this point is complete in the store.</summary>
    public sealed record Stored(CommitPoint Point) : RunEvent;

    /// <summary>The machine's <see cref="RunMachine.Deadline"/> may have passed.</summary>
    public sealed record Ticked : RunEvent;

    /// <summary>The user wants the run to end here.</summary>
    public sealed record StopAsked(string Reason) : RunEvent;
}

/// <summary>What a coordinator does about it, in this order.</summary>
public abstract record RunEffect
{
    private RunEffect() { }

    /// <summary>Send a message.</summary>
    public sealed record Tell(string Worker, ICoordinatorMessage Message) : RunEffect;

    /// <summary>
    /// Write the generation to the ledger: from <paramref name="First"/> on, samples are its own. The store refuses it when a later
    /// coordinator has taken over (this one then ends), or when it holds a checkpoint beyond <paramref name="First"/> (tell the machine
    /// by <see cref="RunEvent.Stored"/>); nothing after a refused effect may be carried out.
    /// </summary>
    public sealed record OpenGeneration(GenerationId Generation, CommitPoint First, IReadOnlyList<string> Roster) : RunEffect;

    /// <summary>Something people want to read: who joined, who was lost and why, how long recovery took.</summary>
    public sealed record Note(string Text) : RunEffect;

    /// <summary>The run is over.</summary>
    /// <param name="Finished">Every step is done.</param>
    /// <param name="Reason">Why, in words.</param>
    /// <param name="Failed">Nobody had asked for it.</param>
    public sealed record End(bool Finished, string Reason, bool Failed = false) : RunEffect;
}
