namespace JsiGan.Storage.Metrics;

/// <summary>A point of a chart: one metric over some steps of one run.</summary>
/// <param name="Run">The run.</param>
/// <param name="FirstStep">First of the steps.</param>
/// <param name="Mean">Mean of the values.</param>
/// <param name="Least">Smallest value.</param>
/// <param name="Most">Greatest value; NaN if one is NaN.</param>
public sealed record ChartPoint(long Run, long FirstStep, double Mean, double Least, double Most);

/// <summary>Reads stored metrics for charts, and truncates them when a run resumes from a checkpoint.</summary>
public sealed class MetricHistory(Database database)
{
    // An index-only query; the width limits the points of each run.
    private const string FromSteps =
        """
        SELECT run_id, min(step), avg(value), min(value), max(value)
        FROM jsigan.step_metrics
        WHERE run_id = ANY($1) AND metric_id = (SELECT metric_id FROM jsigan.metric_names WHERE name = $2) AND step BETWEEN $3 AND $4
        GROUP BY run_id, (step - $3) / $5
        ORDER BY run_id, (step - $3) / $5
        """;

    // Where a point spans whole ranges: those that are complete, then the steps after them.
    private const string FromRanges =
        """
        WITH metric AS (SELECT metric_id FROM jsigan.metric_names WHERE name = $2),
        pieces AS (
            SELECT run_id, range * 64 AS step, count, sum, least, most
            FROM jsigan.step_metric_ranges
            WHERE run_id = ANY($1) AND metric_id = (SELECT metric_id FROM metric) AND range BETWEEN $3 / 64 AND $4 / 64
            UNION ALL
            SELECT r.run_id, s.step, 1, s.value, s.value, s.value
            FROM unnest($1) AS r (run_id) CROSS JOIN LATERAL (
                SELECT step, value FROM jsigan.step_metrics
                WHERE run_id = r.run_id AND metric_id = (SELECT metric_id FROM metric)
                    AND step BETWEEN greatest($3, coalesce(
                        (SELECT next_step FROM jsigan.step_metric_progress p WHERE p.run_id = r.run_id), 0)) AND $4) s)
        SELECT run_id, greatest(min(step), $3), sum(sum) / sum(count), min(least), max(most)
        FROM pieces
        GROUP BY run_id, (step - $3) / $5
        ORDER BY run_id, (step - $3) / $5
        """;

    private const string FromEpochs =
        """
        SELECT run_id, step, value, value, value
        FROM jsigan.epoch_metrics
        WHERE run_id = ANY($1) AND metric_id = (SELECT metric_id FROM jsigan.metric_names WHERE name = $2) AND step BETWEEN $3 AND $4
        ORDER BY run_id, step
        """;

    /// <summary>One metric of several runs, to compare.</summary>
    /// <param name="points">Most points of each run.</param>
    public Task<List<ChartPoint>> CompareAsync(
        IReadOnlyList<long> runs, string metric, long first, long last, int points = 500, CancellationToken token = default)
    {
        var width = Math.Max(1, (last - first + points) / points);
        return width < StepRanges.Width
            ? QueryAsync(FromSteps, [runs.ToArray(), metric, first, last, width], token)
            : QueryAsync(FromRanges, [runs.ToArray(), metric, first, last, WholeRanges(width)], token);
    }

    /// <summary>One metric of the epochs of several runs.</summary>
    public Task<List<ChartPoint>> CompareEpochsAsync(
        IReadOnlyList<long> runs, string metric, long first, long last, CancellationToken token = default) =>
        QueryAsync(FromEpochs, [runs.ToArray(), metric, first, last], token);

    /// <summary>Removes metrics and images beyond a step, from which the run resumes and measures again.</summary>
    public Task RewindAsync(long run, long step, CancellationToken token = default) =>
        database.GuardAsync($"Cutting off the metrics of run {run} after step {step}", async () =>
        {
            await using var connection = await database.Source.OpenConnectionAsync(token);
            await using var transaction = await connection.BeginTransactionAsync(token);
            foreach (var table in (string[])["step_metrics", "epoch_metrics", "images"])
                await connection.Command($"DELETE FROM jsigan.{table} WHERE run_id = $1 AND step > $2", run, step).RunAsync(token);

            var kept = (step + 1) / StepRanges.Width;
            await connection.Command("DELETE FROM jsigan.step_metric_ranges WHERE run_id = $1 AND range >= $2", run, kept).RunAsync(token);
            await connection.Command(
                "UPDATE jsigan.step_metric_progress SET next_step = least(next_step, $2) WHERE run_id = $1", run, kept * StepRanges.Width)
                .RunAsync(token);
            await transaction.CommitAsync(token);
        });

    private static long WholeRanges(long width) => (width + StepRanges.Width - 1) / StepRanges.Width * StepRanges.Width;

    private Task<List<ChartPoint>> QueryAsync(string sql, object[] parameters, CancellationToken token) =>
        database.GuardAsync("Reading a metric", async () =>
        {
            await using var connection = await database.Source.OpenConnectionAsync(token);
            return await connection.Command(sql, parameters).RowsAsync(
                row => new ChartPoint(row.GetInt64(0), row.GetInt64(1), row.GetDouble(2), row.GetDouble(3), row.GetDouble(4)), token);
        });
}
