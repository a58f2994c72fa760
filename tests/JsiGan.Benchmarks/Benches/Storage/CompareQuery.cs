using System.Diagnostics;
using JsiGan.Runtime.Files;
using JsiGan.Storage;
using JsiGan.Storage.Metrics;

namespace JsiGan.Benchmarks.Benches.Storage;

/// <summary>The chart of one metric of two runs among ten million rows: 95th percentile, against psql and the plain rows of the same
/// index.</summary>
internal static class CompareQuery
{
    public const string Row = "query.compare";

    /// <param name="server">The server.</param>
    /// <param name="name">Its database of <see cref="TenMillionRows"/>.</param>
    /// <param name="database">The same, open.</param>
    /// <param name="steps">Steps of its runs.</param>
    /// <param name="queries">Queries of each side.</param>
    public static async Task<ResultRow> MeasureAsync(BenchServer server, string name, Database database, int steps, int queries)
    {
        var random = new Random(4);
        var history = new MetricHistory(database);
        var (ours, theirs) = (new List<double>(), new List<double>());
        for (var query = 0; query < queries; query++)
        {
            long[] runs = [random.Next(1, TenMillionRows.Runs + 1), random.Next(1, TenMillionRows.Runs + 1)];
            var metric = TenMillionRows.Metrics[random.Next(TenMillionRows.Metrics.Count)];
            var watch = Stopwatch.StartNew();
            await history.CompareAsync(runs, [metric], 1, steps);
            ours.Add(watch.Elapsed.TotalSeconds);
            // What a chart without our query would read: all rows.
            theirs.Add(server.PsqlSeconds(name, "SELECT run_id, step, value FROM jsigan.step_metrics "
                + $"WHERE run_id IN ({runs[0]}, {runs[1]}) "
                + $"AND metric_id = (SELECT metric_id FROM jsigan.metric_names WHERE name = '{metric}') ORDER BY 1, 2"));
        }

        return ResultRow.Against(Row, Percentile95(ours), "s", Percentile95(theirs), higherIsBetter: false, queries);
    }

    private static double Percentile95(List<double> values)
    {
        values.Sort();
        return values[(int)Math.Ceiling(values.Count * 0.95) - 1];
    }
}
