using JsiGan.Protocol.Runs;

namespace JsiGan.Protocol.Workers;

/// <summary>What happens to a worker.</summary>
public abstract record WorkerEvent
{
    private WorkerEvent() { }

    /// <summary>The coordinator spoke.</summary>
    public sealed record Told(ICoordinatorMessage Message) : WorkerEvent;

    /// <summary>The training thread has left its generation; the worker can be reached at <paramref name="Rendezvous"/>.</summary>
    public sealed record Regrouped(GenerationId Generation, byte[] Rendezvous, Weights? Weights) : WorkerEvent;

    /// <summary>Connected to all others, weights agreed on.</summary>
    public sealed record Entered(GenerationId Generation) : WorkerEvent;

    /// <summary>An update is done.</summary>
    public sealed record Updated(Committed Message) : WorkerEvent;

    /// <summary>The collective broke, or the training thread threw.</summary>
    public sealed record Broke(GenerationId Generation, string Reason, bool Fatal) : WorkerEvent;

    /// <summary>A second has passed. <paramref name="Waiting"/>: the collective that the training thread waits in, or empty.</summary>
    public sealed record Ticked(string Waiting) : WorkerEvent;
}

/// <summary>What a worker does about it, in this order.</summary>
public abstract record WorkerEffect
{
    private WorkerEffect() { }

    /// <summary>Send a message to the coordinator.</summary>
    public sealed record Send(IWorkerMessage Message) : WorkerEffect;

    /// <summary>
    /// Abort the collective, wait until the training thread has left it, open a new rendezvous; answer with
    /// <see cref="WorkerEvent.Regrouped"/>. A later one replaces an earlier one that has not been answered.
    /// </summary>
    public sealed record Regroup(GenerationId Generation) : WorkerEffect;

    /// <summary>Connect, take the source's weights and train; answer with <see cref="WorkerEvent.Entered"/>.</summary>
    public sealed record Enter(Connect Connect, int Rank) : WorkerEffect;

    /// <summary>End the process.</summary>
    public sealed record Exit(bool Finished, string Reason) : WorkerEffect;
}
