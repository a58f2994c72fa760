using JsiGan.Storage.Metrics;

namespace JsiGan.Storage.Overview;

/// <summary>What a page shows of the runs in the database. Reads only.</summary>
public sealed class RunOverview(Database database)
{
    private const int RecentSteps = 20;

    // The newest step with a learning rate is the newest step of all: rank 0 reports one with every step.
    private const string Newest =
        """
        greatest(r.step, (SELECT max(step) FROM jsigan.step_metrics s WHERE s.run_id = r.run_id AND s.metric_id =
            (SELECT metric_id FROM jsigan.metric_names WHERE name = 'learning-rate')))
        """;

    private const string Runs =
        $"""
        SELECT r.run_id, r.name, r.recipe_name, r.state, r.reason, {Newest}, r.total_steps, r.created_at,
            (SELECT max(value) FROM jsigan.epoch_metrics e WHERE e.run_id = r.run_id AND value <> 'NaN' AND e.metric_id =
                (SELECT metric_id FROM jsigan.metric_names WHERE name = 'validation/psnr'))
        FROM jsigan.runs r
        """;

    /// <summary>The newest runs first.</summary>
    public Task<List<RunSummary>> RunsAsync(int limit, CancellationToken token = default) =>
        QueryAsync($"{Runs} ORDER BY r.run_id DESC LIMIT $1", Read, token, limit);

    /// <summary>A run; null if there is none.</summary>
    public async Task<RunSummary?> RunAsync(long run, CancellationToken token = default) =>
        (await QueryAsync($"{Runs} WHERE r.run_id = $1", Read, token, run)).FirstOrDefault();

    /// <summary>Names of what a run measured.</summary>
    public Task<List<string>> MetricsAsync(long run, CancellationToken token = default) => QueryAsync(
        """
        SELECT name FROM jsigan.metric_names n
        WHERE EXISTS (SELECT 1 FROM jsigan.step_metrics s WHERE s.run_id = $1 AND s.metric_id = n.metric_id)
            OR EXISTS (SELECT 1 FROM jsigan.epoch_metrics e WHERE e.run_id = $1 AND e.metric_id = n.metric_id)
        ORDER BY 1
        """,
        row => row.GetString(0), token, run);

    /// <summary>What a run measured after a step.</summary>
    /// <param name="most">Most values; older ones are left out.</param>
    public async Task<List<TailValue>> TailAsync(long run, long after, int most, CancellationToken token = default)
    {
        var tail = await QueryAsync(
            """
            SELECT * FROM (
                SELECT n.name, s.step, avg(s.value) FROM jsigan.metric_names n CROSS JOIN LATERAL (
                    SELECT step, value FROM jsigan.step_metrics
                    WHERE run_id = $1 AND metric_id = n.metric_id AND step > $2 ORDER BY step DESC LIMIT $3) s
                GROUP BY n.name, s.step
                UNION ALL
                SELECT n.name, e.step, e.value FROM jsigan.epoch_metrics e JOIN jsigan.metric_names n USING (metric_id)
                WHERE e.run_id = $1 AND e.step > $2) tail
            ORDER BY 2 DESC LIMIT $3
            """,
            row => new TailValue(row.GetString(0), row.GetInt64(1), row.GetDouble(2)), token, run, after, most);
        tail.Reverse();
        return tail;
    }

    /// <summary>The recipe of a run as YAML, and its folder on the machine that started it; null if there is no such run.</summary>
    public async Task<(string Recipe, string Folder)?> RecipeAsync(long run, CancellationToken token = default)
    {
        var found = await QueryAsync(
            "SELECT recipe, folder FROM jsigan.runs WHERE run_id = $1", row => (row.GetString(0), row.GetString(1)), token, run);
        return found is [var only] ? only : null;
    }

    /// <summary>The generations of a run, oldest first; of many, the last ones.</summary>
    public async Task<List<GenerationSummary>> GenerationsAsync(long run, int limit, CancellationToken token = default)
    {
        var newest = await QueryAsync(
            "SELECT coordinator, number, first_step, roster, opened_at FROM jsigan.generations WHERE run_id = $1 "
            + "ORDER BY coordinator DESC, number DESC LIMIT $2",
            row => new GenerationSummary(
                row.GetInt64(0), row.GetInt64(1), row.GetInt64(2), row.GetFieldValue<string[]>(3), row.GetDateTime(4)),
            token, run, limit);
        newest.Reverse();
        return newest;
    }

    /// <summary>The last events of a run, oldest first.</summary>
    /// <param name="before">Only events with smaller numbers.</param>
    public async Task<List<EventSummary>> EventsAsync(long run, long before, int limit, CancellationToken token = default)
    {
        var newest = await QueryAsync(
            "SELECT event_id, at, kind, step, text FROM jsigan.events WHERE run_id = $1 AND event_id < $2 ORDER BY event_id DESC LIMIT $3",
            row => new EventSummary(
                row.GetInt64(0), row.GetDateTime(1), row.GetString(2), row.IsDBNull(3) ? null : row.GetInt64(3), row.GetString(4)),
            token, run, before, limit);
        newest.Reverse();
        return newest;
    }

    /// <summary>Where each rank spent the last steps.</summary>
    public Task<List<RankSeconds>> SecondsAsync(long run, CancellationToken token = default) => QueryAsync(
        """
        SELECT s.worker, split_part(n.name, '/', 2), avg(s.value)
        FROM jsigan.metric_names n CROSS JOIN LATERAL (
            SELECT worker, value FROM jsigan.step_metrics s
            WHERE s.run_id = $1 AND s.metric_id = n.metric_id AND s.step > (SELECT max(step) - $2 FROM jsigan.step_metrics t
                WHERE t.run_id = $1 AND t.metric_id = n.metric_id)) s
        WHERE n.name LIKE 'time/%'
        GROUP BY 1, 2 ORDER BY 1, 2
        """,
        row => new RankSeconds(row.GetInt16(0), row.GetString(1), row.GetDouble(2)), token, run, (long)RecentSteps);

    /// <summary>Trials of all sweeps, newest first.</summary>
    public Task<List<TrialSummary>> TrialsAsync(int limit, CancellationToken token = default) => QueryAsync(
        "SELECT sweep, number, run_id, parameters::text, state, objective FROM jsigan.trials ORDER BY trial_id DESC LIMIT $1",
        row => new TrialSummary(
            row.GetString(0), row.GetInt32(1), row.IsDBNull(2) ? null : row.GetInt64(2), row.GetString(3), row.GetString(4),
            row.IsDBNull(5) ? null : row.GetDouble(5)),
        token, limit);

    /// <summary>The newest step that any of some runs measured; 0 before the first.</summary>
    public async Task<long> NewestStepAsync(IReadOnlyList<long> runs, CancellationToken token = default) => (await QueryAsync(
        """
        SELECT coalesce(max(newest.step), 0) FROM unnest($1) AS r (run_id) CROSS JOIN LATERAL (
            SELECT max(step) AS step FROM jsigan.step_metrics s WHERE s.run_id = r.run_id AND s.metric_id =
                (SELECT metric_id FROM jsigan.metric_names WHERE name = 'learning-rate')) newest
        """,
        row => row.GetInt64(0), token, runs.ToArray()))[0];

    /// <inheritdoc cref="NewestStepAsync(IReadOnlyList{long}, CancellationToken)"/>
    public Task<long> NewestStepAsync(long run, CancellationToken token = default) => NewestStepAsync([run], token);

    /// <summary>Some steps of metrics of some runs as points of a chart; for a metric of epochs, each epoch.</summary>
    /// <param name="points">Most points of each curve.</param>
    public async Task<IReadOnlyList<ChartPoint>> PointsAsync(
        IReadOnlyList<long> runs, IReadOnlyList<string> metrics, long first, long last, int points, CancellationToken token = default)
    {
        var history = new MetricHistory(database);
        var steps = history.CompareAsync(runs, metrics, first, last, points, token);
        var epochs = await history.CompareEpochsAsync(runs, metrics, first, last, token);
        var ofEpochs = epochs.Select(point => point.Metric).ToHashSet();
        return [.. epochs, .. (await steps).Where(point => !ofEpochs.Contains(point.Metric))];
    }

    private static RunSummary Read(NpgsqlDataReader row) => new(
        row.GetInt64(0), row.GetString(1), row.GetString(2), row.GetString(3), row.GetString(4), row.GetInt64(5), row.GetInt64(6),
        row.GetDateTime(7), row.IsDBNull(8) ? null : row.GetDouble(8));

    private Task<List<T>> QueryAsync<T>(string sql, Func<NpgsqlDataReader, T> read, CancellationToken token, params object[] parameters) =>
        database.GuardAsync("Reading what runs did", async () =>
        {
            await using var connection = await database.Source.OpenConnectionAsync(token);
            return await connection.Command(sql, parameters).RowsAsync(read, token);
        });
}
