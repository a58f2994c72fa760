namespace JsiGan.Storage.Metrics;

/// <summary>A point of a chart: one metric over some steps of one run.</summary>
/// <param name="Run">The run.</param>
/// <param name="FirstStep">First of the steps.</param>
/// <param name="Mean">Mean of the values.</param>
/// <param name="Least">Smallest value.</param>
/// <param name="Most">Greatest value.</param>
public sealed record ChartPoint(long Run, long FirstStep, double Mean, double Least, double Most);

/// <summary>Reads stored metrics for charts, and truncates them when a run resumes from a checkpoint.</summary>
public sealed class MetricHistory(Database database)
{
    // An index-only query; the width limits the points of each run.
    private const string Chart =
        """
        SELECT run_id, min(step), avg(value), min(value), max(value)
        FROM jsigan.step_metrics
        WHERE run_id = ANY($1) AND metric_id = (SELECT metric_id FROM jsigan.metric_names WHERE name = $2) AND step BETWEEN $3 AND $4
        GROUP BY run_id, (step - $3) / $5
        ORDER BY run_id, (step - $3) / $5
        """;

    /// <summary>One metric of several runs, to compare.</summary>
    /// <param name="points">Most points of each run.</param>
    public Task<List<ChartPoint>> CompareAsync(
        IReadOnlyList<long> runs, string metric, long first, long last, int points = 500, CancellationToken token = default)
    {
        return database.GuardAsync($"Reading the metric {metric}", async () =>
        {
            await using var connection = await database.Source.OpenConnectionAsync(token);
            var width = Math.Max(1, (last - first + points) / points);
            return await connection.Command(Chart, runs.ToArray(), metric, first, last, width).RowsAsync(
                row => new ChartPoint(row.GetInt64(0), row.GetInt64(1), row.GetDouble(2), row.GetDouble(3), row.GetDouble(4)), token);
        });
    }

    /// <summary>Removes metrics beyond a step, from which the run resumes and measures again.</summary>
    public Task RewindAsync(long run, long step, CancellationToken token = default) =>
        database.GuardAsync($"Cutting off the metrics of run {run} after step {step}", async () =>
        {
            await using var connection = await database.Source.OpenConnectionAsync(token);
            await using var transaction = await connection.BeginTransactionAsync(token);
            await connection.Command("DELETE FROM jsigan.step_metrics WHERE run_id = $1 AND step > $2", run, step).RunAsync(token);
            await connection.Command("DELETE FROM jsigan.epoch_metrics WHERE run_id = $1 AND step > $2", run, step).RunAsync(token);
            await transaction.CommitAsync(token);
        });
}
