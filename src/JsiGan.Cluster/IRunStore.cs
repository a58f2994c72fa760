using JsiGan.Protocol.Runs;

namespace JsiGan.Cluster;

/// <summary>
/// Where a run's coordinator keeps what a later coordinator needs. One coordinator at a time may write: the one that took over last.
/// </summary>
public interface IRunStore
{
    /// <summary>
    /// Makes the caller the run's coordinator and every one before it an old one, whose writes are refused from now on; unless the run was
    /// ended while the caller stood by.
    /// </summary>
    Task<RunRecord> TakeOverAsync();

    /// <summary>Writes a generation to the ledger.</summary>
    /// <param name="coordinator">The caller's fencing token.</param>
    Task<LedgerAnswer> OpenGenerationAsync(long coordinator, GenerationId generation, CommitPoint first, IReadOnlyList<string> roster);

    /// <summary>Writes how the run ended.</summary>
    Task EndAsync(long coordinator, bool finished, string reason);
}

/// <summary>What a new coordinator starts from.</summary>
/// <param name="Coordinator">Its fencing token, greater than every one before.</param>
/// <param name="Ledger">The generations so far.</param>
/// <param name="Stored">The point of the newest checkpoint; <see cref="CommitPoint.Start"/> when there is none.</param>
/// <param name="Succeeds">Whether the caller had stood by for a coordinator: workers are there and will be heard of at once.</param>
/// <param name="Ended">How the run has ended; then nothing was taken over. Null while it goes on.</param>
public sealed record RunRecord(long Coordinator, SampleLedger Ledger, CommitPoint Stored, bool Succeeds = false,
    RunEffect.End? Ended = null);

/// <summary>What the store says to a new generation.</summary>
/// <param name="Fenced">A later coordinator has taken over; nothing was written and the caller is to end.</param>
/// <param name="Newer">A checkpoint beyond the generation's start is in the store; nothing was written. Null when there is none.</param>
public sealed record LedgerAnswer(bool Fenced, CommitPoint? Newer)
{
    public static LedgerAnswer Written { get; } = new(false, null);
}
