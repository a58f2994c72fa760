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

    /// <summary>The workers measured something together.</summary>
    public sealed record Measured(IMeasurement Message) : WorkerEvent;

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
    /// <param name="Cause">Why.</param>
    /// <param name="Reason">The same in words.</param>
    /// <param name="Keep">Store what was trained before.</param>
    public sealed record Exit(WorkerEnd Cause, string Reason, bool Keep = false) : WorkerEffect
    {
        public bool Finished => Cause == WorkerEnd.Finished;
    }
}

/// <summary>Why a worker ends.</summary>
public enum WorkerEnd
{
    /// <summary>Every step of the run is done.</summary>
    Finished,

    /// <summary>The run was stopped before.</summary>
    Stopped,

    /// <summary>The coordinator does not let it take part.</summary>
    Refused,

    /// <summary>Its training thread failed.</summary>
    Broken,
}
