namespace JsiGan.Storage.Sweeps;

/// <summary>
/// The sweeps of a database. A scheduler's state and its trials change in one transaction, and only by the latest scheduler.
/// </summary>
public sealed class SweepStore(Database database)
{
    private const string Columns = "name, definition, state::text, ended, folder, created_at";

    /// <summary>All sweeps, newest first.</summary>
    public Task<List<StoredSweep>> ListAsync(CancellationToken token = default) =>
        QueryAsync("Listing the sweeps", $"SELECT {Columns} FROM jsigan.sweeps ORDER BY sweep_id DESC", Read, token);

    /// <summary>The sweep of a name; null if there is none.</summary>
    public async Task<StoredSweep?> FindAsync(string name, CancellationToken token = default) =>
        (await QueryAsync($"Looking for the sweep {name}", $"SELECT {Columns} FROM jsigan.sweeps WHERE name = $1", Read, token, name))
        .FirstOrDefault();

    /// <summary>Creates a sweep; false if one of this name exists.</summary>
    public Task<bool> CreateAsync(string name, string definition, string state, string folder, CancellationToken token = default) =>
        database.InTransactionAsync($"Beginning the sweep {name}", async connection => await connection.Command(
            "INSERT INTO jsigan.sweeps (name, definition, state, folder) VALUES ($1, $2, $3::jsonb, $4) ON CONFLICT (name) DO NOTHING",
            name, definition, state, folder).RunAsync(token) == 1, token);

    /// <summary>Makes the caller the sweep's scheduler and fences all earlier ones.</summary>
    /// <returns>The fencing token, and the sweep as it is from now on.</returns>
    /// <exception cref="UsageException">There is no such sweep.</exception>
    public Task<(long Scheduler, StoredSweep Sweep)> TakeOverAsync(string name, CancellationToken token = default) =>
        database.InTransactionAsync($"Opening the sweep {name}", async connection =>
        {
            var found = await connection.Command(
                $"UPDATE jsigan.sweeps SET scheduler = scheduler + 1, updated_at = now() WHERE name = $1 RETURNING {Columns}, scheduler",
                name).RowsAsync(row => (row.GetInt64(6), Read(row)), token);
            return found is [var sweep]
                ? sweep
                : throw new UsageException(
                    $"The database {database} has no sweep {name}; `jsigan sweep list` shows those that it has.");
        }, token);

    /// <summary>Stores a scheduler's state and the trials that a decision changed.</summary>
    /// <param name="name">The sweep.</param>
    /// <param name="scheduler">The caller's fencing token.</param>
    /// <param name="state">The state, JSON.</param>
    /// <param name="ended">Why the sweep is over; null while it is not.</param>
    /// <param name="trials">The trials that changed.</param>
    /// <returns>Whether it was stored; not if a later scheduler has taken over.</returns>
    public Task<bool> SaveAsync(
        string name, long scheduler, string state, string? ended, IReadOnlyList<TrialRow> trials, CancellationToken token = default) =>
        database.InTransactionAsync($"Storing the sweep {name}", async connection =>
        {
            var isCurrent = await connection.Command(
                "UPDATE jsigan.sweeps SET state = $3::jsonb, ended = $4, updated_at = now() WHERE name = $1 AND scheduler = $2",
                name, scheduler, state, ended).RunAsync(token) == 1;
            foreach (var trial in isCurrent ? trials : [])
            {
                await connection.Command(
                    """
                    INSERT INTO jsigan.trials (sweep, number, run_id, parameters, state, objective, objectives, epochs, reason)
                    VALUES ($1, $2, (SELECT max(run_id) FROM jsigan.runs WHERE folder = $9), $3::jsonb, $4, $5::float8, $6::jsonb, $7, $8)
                    ON CONFLICT (sweep, number) DO UPDATE SET run_id = excluded.run_id, state = excluded.state,
                        objective = excluded.objective, objectives = excluded.objectives, epochs = excluded.epochs,
                        reason = excluded.reason
                    """,
                    name, trial.Number, trial.Parameters, trial.State, trial.Objective, trial.Objectives, trial.Epochs, trial.Reason,
                    trial.Folder).RunAsync(token);
            }

            return isCurrent;
        }, token);

    /// <summary>What the run of a folder has measured after its epochs, in order.</summary>
    public Task<List<EpochScore>> ScoresAsync(string folder, CancellationToken token = default) => QueryAsync(
        $"Reading the scores of {folder}",
        """
        SELECT stage, epoch, name, value FROM jsigan.epoch_metrics JOIN jsigan.metric_names USING (metric_id)
        WHERE run_id = (SELECT max(run_id) FROM jsigan.runs WHERE folder = $1) ORDER BY stage, epoch, name
        """,
        row => new EpochScore(row.GetInt16(0), row.GetInt32(1), row.GetString(2), row.GetDouble(3)), token, folder);

    private static StoredSweep Read(NpgsqlDataReader row) => new(
        row.GetString(0), row.GetString(1), row.GetString(2), row.IsDBNull(3) ? null : row.GetString(3), row.GetString(4),
        row.GetDateTime(5));

    private Task<List<T>> QueryAsync<T>(
        string what, string sql, Func<NpgsqlDataReader, T> read, CancellationToken token, params object[] parameters) =>
        database.GuardAsync(what, async () =>
        {
            await using var connection = await database.Source.OpenConnectionAsync(token);
            return await connection.Command(sql, parameters).RowsAsync(read, token);
        });
}
