namespace JsiGan.Protocol.Events;

/// <summary>This process coordinates the run from now on.</summary>
/// <param name="FencingToken">Higher than that of every coordinator before; the store refuses writes with a lower one.</param>
/// <param name="LastGeneration">The last generation in the ledger; 0 for a new run.</param>
/// <param name="Stored">The newest checkpoint in the store; <see cref="CommitPoint.Start"/> if there is none.</param>
public sealed record CoordinatorStarted(long FencingToken, long LastGeneration, CommitPoint Stored) : IRunEvent;

/// <summary>The coordinator failed and recovers from the store with a higher fencing token.</summary>
public sealed record CoordinatorRestarting(long FencingToken, string Reason) : IRunEvent;

/// <summary>The run's store did not answer; the operation is retried.</summary>
public sealed record StoreUnavailable(StoreOperation Operation, string Reason, TimeSpan RetryAfter) : IRunEvent;

/// <summary>What the coordinator asked its store for.</summary>
public enum StoreOperation
{
    /// <summary>Become the run's coordinator and read its ledger.</summary>
    TakeOver,

    /// <summary>Record how the run ended.</summary>
    RecordEnd,
}
