namespace JsiGan.Storage.Runs;

/// <summary>The progress of weights.</summary>
/// <param name="Step">Complete steps.</param>
/// <param name="Phase">Updates done of the incomplete step.</param>
public readonly record struct StoredPoint(long Step, int Phase) : IComparable<StoredPoint>
{
    public int CompareTo(StoredPoint other) => (Step, Phase).CompareTo((other.Step, other.Phase));
}

/// <summary>A generation of the ledger.</summary>
public sealed record LedgerEntry(long Coordinator, long Generation, StoredPoint First);

/// <summary>The state that a new coordinator starts from.</summary>
/// <param name="Coordinator">Its fencing token, higher than all before.</param>
/// <param name="Ledger">The history of the weights, in order.</param>
/// <param name="Stored">The point of the newest checkpoint, or (0, 0).</param>
/// <param name="Succeeds">Whether another coordinator came first since the caller began to stand by.</param>
/// <param name="Ended">How the run has ended meanwhile, in which case nothing was taken over; null if it has not.</param>
public sealed record CoordinatorState(long Coordinator, IReadOnlyList<LedgerEntry> Ledger, StoredPoint Stored, bool Succeeds = false,
    RunEnd? Ended = null);

/// <summary>How a run ended.</summary>
/// <param name="Finished">Whether all steps are done.</param>
/// <param name="Reason">Why, for people.</param>
public sealed record RunEnd(bool Finished, string Reason);

/// <summary>The result of a coordinator's write.</summary>
/// <param name="Fenced">A later coordinator has taken over; nothing was written.</param>
/// <param name="Newer">A checkpoint beyond the generation's start exists; nothing was written.</param>
public sealed record GenerationAnswer(bool Fenced, StoredPoint? Newer);

/// <summary>A run's coordinator state, writable only by the latest coordinator.</summary>
public sealed class Coordination(Database database, long run)
{
    /// <summary>The fencing token of the run's coordinator; 0 before the first.</summary>
    public Task<long> CurrentAsync(CancellationToken token = default) => InTransactionAsync("Reading the coordinator", async connection =>
        (long)(await connection.Command("SELECT coordinator FROM jsigan.runs WHERE run_id = $1", run).ValueAsync(token) ?? 0L), token);

    /// <summary>Makes the caller the run's coordinator and fences all earlier ones.</summary>
    /// <param name="seen">
    /// For a caller that stood by: the coordinator's token at that time. A run that a later coordinator ended is not taken over. Null takes
    /// over in any case.
    /// </param>
    public Task<CoordinatorState> TakeOverAsync(long? seen = null, CancellationToken token = default) => InTransactionAsync("Taking over",
        async connection =>
    {
        if (seen is { } stoodBy && await EndAsync(connection, stoodBy, token) is { } ended)
            return new CoordinatorState(stoodBy, [], default, Ended: ended);

        var coordinator = (long)(await connection.Command(
            "UPDATE jsigan.runs SET coordinator = coordinator + 1, state = 'running', reason = '', updated_at = now() "
            + "WHERE run_id = $1 RETURNING coordinator", run).ValueAsync(token)
            ?? throw new UsageException($"The database {database} has no run {run}."));
        var ledger = await connection.Command(
            "SELECT coordinator, generation, first_step, first_phase FROM jsigan.sample_ledger WHERE run_id = $1 ORDER BY 1, 2", run)
            .RowsAsync(row => new LedgerEntry(row.GetInt64(0), row.GetInt64(1), new(row.GetInt64(2), row.GetInt16(3))), token);
        return new CoordinatorState(
            coordinator, ledger, await NewestAsync(connection, token), Succeeds: seen is { } before && before != coordinator - 1);
    }, token);

    /// <summary>
    /// Writes a generation to the ledger, and removes entries of a lost branch beyond its start. Idempotent, because the reply of a
    /// committed transaction may be lost.
    /// </summary>
    public Task<GenerationAnswer> OpenGenerationAsync(
        long coordinator, LedgerEntry generation, IReadOnlyList<string> roster, CancellationToken token = default)
    {
        return InTransactionAsync("Opening a generation", async connection =>
        {
            if (!await HoldsAsync(connection, run, coordinator, token))
                return new GenerationAnswer(Fenced: true, null);

            var newest = await NewestAsync(connection, token);
            if (newest.CompareTo(generation.First) > 0)
                return new GenerationAnswer(Fenced: false, newest);

            await connection.Command(
                "DELETE FROM jsigan.sample_ledger WHERE run_id = $1 AND (first_step, first_phase) > ($2, $3)",
                run, generation.First.Step, generation.First.Phase).RunAsync(token);
            await connection.Command(
                "INSERT INTO jsigan.generations (run_id, coordinator, number, first_step, first_phase, roster) "
                + "VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT DO NOTHING",
                run, generation.Coordinator, generation.Generation, generation.First.Step, (short)generation.First.Phase, roster.ToArray())
                .RunAsync(token);
            await connection.Command(
                "INSERT INTO jsigan.sample_ledger (run_id, coordinator, generation, first_step, first_phase) VALUES ($1, $2, $3, $4, $5) "
                + "ON CONFLICT DO NOTHING",
                run, generation.Coordinator, generation.Generation, generation.First.Step, (short)generation.First.Phase).RunAsync(token);
            return new GenerationAnswer(Fenced: false, null);
        }, token);
    }

    /// <summary>Records the run's progress and state; false if a later coordinator has taken over.</summary>
    /// <param name="coordinator">The caller's fencing token.</param>
    /// <param name="step">Updates done; null leaves it unchanged.</param>
    public Task<bool> SetStateAsync(long coordinator, RunState state, string reason, long? step, CancellationToken token = default) =>
        InTransactionAsync("Writing the run's state", async connection => await connection.Command(
            "UPDATE jsigan.runs SET state = $3, reason = $4, step = coalesce($5, step), updated_at = now() "
            + "WHERE run_id = $1 AND coordinator = $2",
            run, coordinator, RunStore.StateName(state), reason, step).RunAsync(token) == 1, token);

    /// <summary>Whether a fencing token is still current; locks the run's row until the transaction ends.</summary>
    internal static async Task<bool> HoldsAsync(NpgsqlConnection connection, long run, long coordinator, CancellationToken token) =>
        await connection.Command("SELECT coordinator FROM jsigan.runs WHERE run_id = $1 FOR UPDATE", run).ValueAsync(token)
            is long current && current == coordinator;

    private async Task<RunEnd?> EndAsync(NpgsqlConnection connection, long seen, CancellationToken token) =>
        (await connection.Command(
            "SELECT state, reason FROM jsigan.runs WHERE run_id = $1 AND state <> 'running' AND (state = 'finished' OR coordinator <> $2) "
            + "FOR UPDATE", run, seen)
            .RowsAsync(row => new RunEnd(row.GetString(0) == RunStore.StateName(RunState.Finished), row.GetString(1)), token))
                .FirstOrDefault();

    private async Task<StoredPoint> NewestAsync(NpgsqlConnection connection, CancellationToken token) =>
        (await connection.Command(
            "SELECT step, phase FROM jsigan.checkpoints WHERE run_id = $1 ORDER BY step DESC, phase DESC LIMIT 1", run)
            .RowsAsync(row => new StoredPoint(row.GetInt64(0), row.GetInt16(1)), token)).FirstOrDefault();

    private Task<T> InTransactionAsync<T>(string what, Func<NpgsqlConnection, Task<T>> work, CancellationToken token) =>
        database.InTransactionAsync($"{what} (run {run})", work, token);
}
