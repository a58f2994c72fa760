using JsiGan.Cluster;
using JsiGan.Protocol.Runs;
using JsiGan.Storage.Runs;

namespace JsiGan.Runtime.Database;

/// <summary>The coordinator's state in the database, as the cluster asks for it.</summary>
/// <param name="coordination">The run's.</param>
/// <param name="note">Told why the end could not be written.</param>
/// <param name="rewind">Told the step that a generation begins after: what was measured beyond it will be measured again.</param>
/// <param name="seen">For a process that may stand by: the token of the coordinator at that time; null for one that does not.</param>
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

    // A run that has ended does not wait for a database that is away: the next resume sees by the checkpoint that nothing is left to do.
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
