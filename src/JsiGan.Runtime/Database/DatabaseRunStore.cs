using JsiGan.Cluster;
using JsiGan.Protocol.Runs;
using JsiGan.Storage.Runs;

namespace JsiGan.Runtime.Database;

/// <summary>The coordinator's state in the database.</summary>
/// <param name="coordination">The run's.</param>
/// <param name="note">Receives the reason why the end could not be written.</param>
/// <param name="rewind">Receives the step that a generation starts from: later measurements will be repeated.</param>
/// <param name="seen">For a standby process: the token of the coordinator when it began; null for others.</param>
public sealed class DatabaseRunStore(Coordination coordination, Action<string> note, Func<long, Task> rewind, long? seen = null) : IRunStore
{
    public async Task<RunRecord> TakeOverAsync()
    {
        var state = await coordination.TakeOverAsync(seen);
        var ledger = new SampleLedger();
        if (state.Ended is { } end)
        {
            var ended = new Protocol.Events.RunEnd.Recorded(end.Finished, end.Reason);
            return new RunRecord(state.Coordinator, ledger, CommitPoint.Start, Ended: ended);
        }

        foreach (var entry in state.Ledger)
            ledger.Open(new GenerationId(entry.Coordinator, entry.Generation), Point(entry.First));

        return new RunRecord(state.Coordinator, ledger, Point(state.Stored), state.Succeeds);
    }

    public async Task<LedgerAnswer> OpenGenerationAsync(
        long fencingToken, GenerationId generation, CommitPoint first, IReadOnlyList<string> roster)
    {
        var entry = new LedgerEntry(generation.Coordinator, generation.Number, new StoredPoint(first.Step, first.Phase));
        var answer = await coordination.OpenGenerationAsync(fencingToken, entry, roster);
        if (!answer.Fenced && answer.Newer is null)
            await rewind(first.Step);

        return new LedgerAnswer(answer.Fenced, answer.Newer is { } newer ? Point(newer) : null);
    }

    // A run that has ended does not wait for an unavailable database: the checkpoint shows the next resume that nothing is left to do.
    public async Task EndAsync(long fencingToken, bool finished, string reason)
    {
        try
        {
            await coordination.SetStateAsync(fencingToken, finished ? RunState.Finished : RunState.Stopped, reason, step: null);
        }
        catch (FailureException away)
        {
            note(away.Message);
        }
    }

    private static CommitPoint Point(StoredPoint point) => new(point.Step, point.Phase);
}
