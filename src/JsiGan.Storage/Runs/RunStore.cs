using System.Globalization;

namespace JsiGan.Storage.Runs;

/// <summary>The runs of a database and their events.</summary>
public sealed class RunStore(Database database)
{
    private const string Columns =
        "run_id, name, recipe_name, recipe, recipe_sha256, total_steps, folder, working_folder, options::text, state, reason, step, "
        + "created_at";

    /// <summary>Creates a run under the given name, or the first free one of NAME-2, NAME-3 ...</summary>
    public Task<Run> CreateAsync(NewRun run, CancellationToken token = default)
    {
        return database.GuardAsync($"Beginning the run {run.Name}", async () =>
        {
            await using var connection = await database.Source.OpenConnectionAsync(token);
            for (var number = 1; ; number++)
            {
                var name = number == 1 ? run.Name : $"{run.Name}-{number}";
                var made = await connection.Command(
                    "INSERT INTO jsigan.runs (name, recipe_name, recipe, recipe_sha256, total_steps, folder, working_folder, options) "
                    + $"VALUES ($1, $2, $3, $4, $5, $6, $7, $8::jsonb) ON CONFLICT (name) DO NOTHING RETURNING {Columns}",
                    name, run.RecipeName, run.Recipe, run.RecipeHash, run.TotalSteps, run.Folder, run.WorkingFolder,
                    run.Options).RowsAsync(Read, token);
                if (made is [var created])
                    return created;
            }
        });
    }

    /// <summary>The run of exactly that name, created if missing: processes of several machines share it.</summary>
    public Task<Run> OpenAsync(NewRun run, CancellationToken token = default)
    {
        return database.GuardAsync($"Opening the run {run.Name}", async () =>
        {
            await using var connection = await database.Source.OpenConnectionAsync(token);
            await connection.Command(
                "INSERT INTO jsigan.runs (name, recipe_name, recipe, recipe_sha256, total_steps, folder, working_folder, options) "
                + "VALUES ($1, $2, $3, $4, $5, $6, $7, $8::jsonb) ON CONFLICT (name) DO NOTHING",
                run.Name, run.RecipeName, run.Recipe, run.RecipeHash, run.TotalSteps, run.Folder, run.WorkingFolder,
                run.Options).RunAsync(token);
            return (await connection.Command($"SELECT {Columns} FROM jsigan.runs WHERE name = $1", run.Name).RowsAsync(Read, token))[0];
        });
    }

    /// <summary>All runs, newest first.</summary>
    public Task<List<Run>> ListAsync(CancellationToken token = default) =>
        QueryAsync("Listing the runs", $"SELECT {Columns} FROM jsigan.runs ORDER BY run_id DESC", null, token);

    /// <summary>The run of a name or of a number.</summary>
    /// <exception cref="UsageException">There is none.</exception>
    public async Task<Run> FindAsync(string nameOrNumber, CancellationToken token = default)
    {
        var found = await QueryAsync($"Looking for the run {nameOrNumber}",
            $"SELECT {Columns} FROM jsigan.runs WHERE name = $1 OR run_id::text = $1 ORDER BY (name = $1) DESC LIMIT 1", nameOrNumber,
                token);
        if (found is [var run])
            return run;

        var known = (await ListAsync(token)).Take(5).Select(each => each.Name).ToList();
        throw new UsageException($"The database {database} has no run {nameOrNumber}; "
            + (known.Count == 0 ? "it has no runs." : $"name one of its runs, such as {string.Join(", ", known)}."));
    }

    /// <summary>The newest run of a folder of this machine, or null.</summary>
    public async Task<Run?> FindByFolderAsync(string folder, CancellationToken token = default) => (await QueryAsync(
        $"Looking for the run of {folder}", $"SELECT {Columns} FROM jsigan.runs WHERE folder = $1 ORDER BY run_id DESC LIMIT 1", folder,
            token))
        .FirstOrDefault();

    /// <summary>Records a run's progress and state.</summary>
    public Task SetStateAsync(long run, RunState state, string reason, long step, CancellationToken token = default) =>
        RunAsync($"Writing the state of run {run}",
            "UPDATE jsigan.runs SET state = $2, reason = $3, step = $4, updated_at = now() WHERE run_id = $1",
            [run, StateName(state), reason, step], token);

    /// <summary>Records an event, for annotations on charts.</summary>
    /// <param name="run">The run.</param>
    /// <param name="kind">started, resumed, stage, checkpoint, stopped, finished, failed ...</param>
    /// <param name="step">Updates done by then; null if irrelevant.</param>
    /// <param name="text">One sentence.</param>
    public Task AddEventAsync(long run, string kind, long? step, string text, CancellationToken token = default) =>
        RunAsync($"Writing an event of run {run}", "INSERT INTO jsigan.events (run_id, kind, step, text) VALUES ($1, $2, $3, $4)",
            [run, kind, step ?? (object)DBNull.Value, text], token);

    internal static string StateName(RunState state) => state.ToString().ToLowerInvariant();

    private static Run Read(NpgsqlDataReader row) => new(
        row.GetInt64(0),
        new NewRun(row.GetString(1), row.GetString(2), row.GetString(3), row.GetString(4), row.GetInt64(5), row.GetString(6),
            row.GetString(7), row.GetString(8)),
        Enum.Parse<RunState>(CultureInfo.InvariantCulture.TextInfo.ToTitleCase(row.GetString(9))),
        row.GetString(10),
        row.GetInt64(11),
        row.GetDateTime(12));

    private Task<List<Run>> QueryAsync(string what, string sql, object? parameter, CancellationToken token) =>
        database.GuardAsync(what, async () =>
        {
            await using var connection = await database.Source.OpenConnectionAsync(token);
            return await (parameter is null ? connection.Command(sql) : connection.Command(sql, parameter)).RowsAsync(Read, token);
        });

    private Task RunAsync(string what, string sql, object[] parameters, CancellationToken token) =>
        database.GuardAsync(what, async () =>
        {
            await using var connection = await database.Source.OpenConnectionAsync(token);
            await connection.Command(sql, parameters).RunAsync(token);
        });
}
