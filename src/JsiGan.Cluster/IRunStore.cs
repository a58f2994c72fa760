using JsiGan.Protocol.Events;
using JsiGan.Protocol.Runs;

namespace JsiGan.Cluster;

/// <summary>
/// Stores what a run's next coordinator needs. Only one coordinator may write: the one that took over last, with the highest fencing token.
/// </summary>
public interface IRunStore
{
    /// <summary>
    /// Makes the caller the run's coordinator: writes of earlier ones are refused from now on. Takes over nothing if the run ended while
    /// the caller stood by.
    /// </summary>
    Task<RunRecord> TakeOverAsync();

    /// <summary>Writes a generation to the ledger.</summary>
    Task<LedgerAnswer> OpenGenerationAsync(long fencingToken, GenerationId generation, CommitPoint first, IReadOnlyList<string> roster);

    /// <summary>Records how the run ended.</summary>
    Task EndAsync(long fencingToken, bool finished, string reason);
}

/// <summary>The state that a new coordinator starts from.</summary>
/// <param name="FencingToken">Its token, higher than that of every coordinator before.</param>
/// <param name="Ledger">The generations so far.</param>
/// <param name="Stored">The point of the newest checkpoint; <see cref="CommitPoint.Start"/> if there is none.</param>
/// <param name="Succeeds">Whether the caller stood by for another coordinator: workers are up and send heartbeats soon.</param>
/// <param name="Ended">How the run ended, if it did; nothing was taken over then.</param>
public sealed record RunRecord(
    long FencingToken, SampleLedger Ledger, CommitPoint Stored, bool Succeeds = false, RunEnd.Recorded? Ended = null);

/// <summary>The store's answer to a new generation.</summary>
/// <param name="Fenced">Another coordinator has taken over; nothing was written, and the caller must end.</param>
/// <param name="Newer">A checkpoint beyond the generation's start is in the store; nothing was written. Null if there is none.</param>
public sealed record LedgerAnswer(bool Fenced, CommitPoint? Newer)
{
    public static LedgerAnswer Written { get; } = new(false, null);
}
