namespace JsiGan.Protocol.Events;

/// <summary>All workers of a generation are connected, hold the same weights, and train.</summary>
/// <param name="Members">In the order of ranks.</param>
/// <param name="Start">The commit point that it trains from.</param>
/// <param name="Recovery">The interruption that ends here; null if no earlier generation was interrupted.</param>
public sealed record GenerationStarted(
    GenerationId Generation, IReadOnlyList<GenerationMember> Members, CommitPoint Start, Recovery? Recovery) : IRunEvent;

/// <summary>A worker and its rank in a generation.</summary>
public sealed record GenerationMember(int Rank, WorkerIdentity Worker);

/// <summary>An interruption of training that is over.</summary>
/// <param name="Cause">What interrupted training; the first cause if there were several.</param>
/// <param name="Duration">From the interruption to the moment when all workers trained again.</param>
/// <param name="RepeatedSteps">Committed steps whose only holders were lost, and which are therefore trained again.</param>
public sealed record Recovery(RecoveryCause Cause, TimeSpan Duration, long RepeatedSteps);

/// <summary>What interrupted training.</summary>
public enum RecoveryCause
{
    /// <summary>A worker joined while others trained.</summary>
    WorkerJoined,

    /// <summary>A worker was lost.</summary>
    WorkerLost,

    /// <summary>A collective failed on a worker that is still a member.</summary>
    CollectiveFailed,

    /// <summary>A worker sent nothing within the silence timeout.</summary>
    WorkerSilent,

    /// <summary>The generation did not connect in time.</summary>
    ConnectTimedOut,

    /// <summary>The store holds a checkpoint beyond the point that the generation would have started from.</summary>
    NewerCheckpoint,

    /// <summary>A coordinator succeeded another one, or restarted after an exception.</summary>
    CoordinatorReplaced,
}

/// <summary>A worker reported that a collective of its generation failed; all workers form the next generation.</summary>
/// <param name="Rank">The rank of the worker that reported it first; null if it has none.</param>
/// <param name="Reason">Names rank, host, operation and step.</param>
public sealed record CollectiveFailed(GenerationId Generation, WorkerIdentity Worker, int? Rank, string Reason) : IRunEvent;
