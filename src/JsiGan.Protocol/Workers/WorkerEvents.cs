using JsiGan.Protocol.Runs;

namespace JsiGan.Protocol.Workers;

/// <summary>What happens to a worker.</summary>
public abstract record WorkerEvent
{
    private WorkerEvent() { }

    /// <summary>A message of the coordinator arrived.</summary>
    public sealed record Received(ICoordinatorMessage Message) : WorkerEvent;

    /// <summary>The training thread has left its generation; the worker can be reached at <paramref name="Rendezvous"/>.</summary>
    public sealed record Regrouped(GenerationId Generation, byte[] Rendezvous, WeightsVersion? Weights) : WorkerEvent;

    /// <summary>The training thread is connected to all others and has the source's weights.</summary>
    public sealed record Entered(GenerationId Generation) : WorkerEvent;

    /// <summary>The training thread has applied an update.</summary>
    public sealed record Updated(Committed Message) : WorkerEvent;

    /// <summary>The training thread has a measurement to report.</summary>
    public sealed record Measured(IMeasurement Message) : WorkerEvent;

    /// <summary>A collective failed, or the training thread threw an exception.</summary>
    public sealed record Broke(GenerationId Generation, string Reason, bool Fatal) : WorkerEvent;

    /// <summary>The worker's node is about to leave the cluster.</summary>
    public sealed record Leaving : WorkerEvent;

    /// <summary>A heartbeat is due. <paramref name="Waiting"/>: the collective that the training thread waits in, or empty.</summary>
    public sealed record Ticked(string Waiting) : WorkerEvent;
}

/// <summary>What a worker does about an event, in this order.</summary>
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
    /// <param name="Reason">The same as text.</param>
    /// <param name="SaveCheckpoint">Save a checkpoint before.</param>
    public sealed record Exit(WorkerEnd Cause, string Reason, bool SaveCheckpoint = false) : WorkerEffect
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

    /// <summary>The coordinator refused it.</summary>
    Refused,

    /// <summary>Its training thread failed.</summary>
    Broken,
}
