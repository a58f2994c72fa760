namespace JsiGan.Storage.Metrics;

/// <summary>A point of a chart: one metric over some steps of one run.</summary>
/// <param name="Metric">The metric.</param>
/// <param name="Run">The run.</param>
/// <param name="FirstStep">First of the steps.</param>
/// <param name="Mean">Mean of the values.</param>
/// <param name="Least">Smallest value.</param>
/// <param name="Most">Greatest value; NaN if one is NaN.</param>
public sealed record ChartPoint(string Metric, long Run, long FirstStep, double Mean, double Least, double Most);

/// <summary>Reads stored metrics for charts, and truncates them when a run resumes from a checkpoint.</summary>
public sealed class MetricHistory(Database database)
{
    // An index-only query; the width limits the points of each curve.
    private const string FromSteps =
        """
        SELECT name, run_id, first, mean, least, most
        FROM (
            SELECT metric_id, run_id, min(step) AS first, avg(value) AS mean, min(value) AS least, max(value) AS most
            FROM jsigan.step_metrics
            WHERE run_id = ANY($1) AND metric_id = ANY(ARRAY(SELECT metric_id FROM jsigan.metric_names WHERE name = ANY($2)))
                AND step BETWEEN $3 AND $4
            GROUP BY metric_id, run_id, (step - $3) / $5) points
        JOIN jsigan.metric_names USING (metric_id)
        ORDER BY name, run_id, first
        """;

    // The complete ranges of $6 steps; after them, if these are the long ones, the short ones; then the steps.
    private const string FromRanges =
        """
        WITH curves AS (
            SELECT run_id, metric_id, name, coalesce(next_step, 0) AS summed
            FROM unnest($1) AS runs (run_id) CROSS JOIN jsigan.metric_names LEFT JOIN jsigan.step_metric_progress USING (run_id)
            WHERE name = ANY($2)),
        pieces AS (
            SELECT name, run_id, range * $6 AS step, count, sum, least, most
            FROM curves JOIN jsigan.step_metric_ranges USING (run_id, metric_id)
            WHERE width = $6 AND range BETWEEN $3 / $6 AND $4 / $6
            UNION ALL
            SELECT name, run_id, range * 64, count, sum, least, most
            FROM curves JOIN jsigan.step_metric_ranges USING (run_id, metric_id)
            WHERE $6 > 64 AND width = 64 AND range BETWEEN greatest($3, summed / $6 * $6) / 64 AND $4 / 64
            UNION ALL
            SELECT name, run_id, step, 1, value, value, value
            FROM curves c CROSS JOIN LATERAL (
                SELECT step, value FROM jsigan.step_metrics s
                WHERE s.run_id = c.run_id AND s.metric_id = c.metric_id AND step BETWEEN greatest($3, summed) AND $4) s)
        SELECT name, run_id, greatest(min(step), $3), sum(sum) / sum(count), min(least), max(most)
        FROM pieces
        GROUP BY name, run_id, (step - $3) / $5
        ORDER BY name, run_id, (step - $3) / $5
        """;

    private const string FromEpochs =
        """
        SELECT name, run_id, step, value, value, value
        FROM jsigan.epoch_metrics JOIN jsigan.metric_names USING (metric_id)
        WHERE run_id = ANY($1) AND name = ANY($2) AND step BETWEEN $3 AND $4
        ORDER BY name, run_id, step
        """;

    /// <summary>Metrics of the steps of several runs, to compare.</summary>
    /// <param name="points">Most points of each curve.</param>
    public Task<List<ChartPoint>> CompareAsync(
        IReadOnlyList<long> runs, IReadOnlyList<string> metrics, long first, long last, int points = 500,
        CancellationToken token = default)
    {
        var steps = Math.Max(1, (last - first + points) / points);
        return StepRanges.Below(steps) is { } range
            ? QueryAsync(FromRanges, [runs.ToArray(), metrics.ToArray(), first, last, Whole(steps, range), range], token)
            : QueryAsync(FromSteps, [runs.ToArray(), metrics.ToArray(), first, last, steps], token);
    }

    /// <summary>Metrics of the epochs of several runs.</summary>
    public Task<List<ChartPoint>> CompareEpochsAsync(
        IReadOnlyList<long> runs, IReadOnlyList<string> metrics, long first, long last, CancellationToken token = default) =>
        QueryAsync(FromEpochs, [runs.ToArray(), metrics.ToArray(), first, last], token);

    /// <summary>Removes metrics and images beyond a step, from which the run resumes and measures again.</summary>
    public Task RewindAsync(long run, long step, CancellationToken token = default) =>
        database.GuardAsync($"Cutting off the metrics of run {run} after step {step}", async () =>
        {
            await using var connection = await database.Source.OpenConnectionAsync(token);
            await using var transaction = await connection.BeginTransactionAsync(token);
            foreach (var table in (string[])["step_metrics", "epoch_metrics", "images"])
                await connection.Command($"DELETE FROM jsigan.{table} WHERE run_id = $1 AND step > $2", run, step).RunAsync(token);

            var next = (step + 1) / StepRanges.Short * StepRanges.Short;
            await connection.Command("DELETE FROM jsigan.step_metric_ranges WHERE run_id = $1 AND range >= $2 / width", run, next)
                .RunAsync(token);
            await connection.Command("UPDATE jsigan.step_metric_progress SET next_step = least(next_step, $2) WHERE run_id = $1", run, next)
                .RunAsync(token);
            await transaction.CommitAsync(token);
        });

    private static long Whole(long steps, long range) => (steps + range - 1) / range * range;

    private Task<List<ChartPoint>> QueryAsync(string sql, object[] parameters, CancellationToken token) =>
        database.GuardAsync("Reading a metric", async () =>
        {
            await using var connection = await database.Source.OpenConnectionAsync(token);
            return await connection.Command(sql, parameters).RowsAsync(
                row => new ChartPoint(
                    row.GetString(0), row.GetInt64(1), row.GetInt64(2), row.GetDouble(3), row.GetDouble(4), row.GetDouble(5)), token);
        });
}
