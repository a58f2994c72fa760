using System.Diagnostics;
using System.Globalization;
using JsiGan.Runtime.Files;
using JsiGan.Storage.Metrics;

namespace JsiGan.Benchmarks.Benches.Storage;

/// <summary>The chart of one metric of two runs among ten million rows: 95th percentile, against psql and the plain rows of the same
/// index.</summary>
internal static class CompareQuery
{
    public const string Row = "query.compare";
    private const int Runs = 20;
    private const int Metrics = 25;

    public static async Task<ResultRow> MeasureAsync(BenchServer server, BenchOptions options)
    {
        var steps = options.Quick ? 2_000 : 20_000;
        var queries = options.Quick ? 40 : 200;
        var (name, database) = await server.CreateAsync();
        await using (database)
        {
            server.Psql(
                name,
                $"INSERT INTO jsigan.metric_names (name) SELECT 'metric/' || m FROM generate_series(1, {Metrics}) m",
                "INSERT INTO jsigan.step_metrics (run_id, metric_id, step, worker, value) "
                + $"SELECT r, m, s, 0, 1.0 / s FROM generate_series(1, {Runs}) r, generate_series(1, {steps}) s, generate_series(1, "
                    + $"{Metrics}) m",
                "VACUUM ANALYZE jsigan.step_metrics");
            var random = new Random(4);
            var history = new MetricHistory(database);
            var (ours, theirs) = (new List<double>(), new List<double>());
            for (var query = 0; query < queries; query++)
            {
                long[] runs = [random.Next(1, Runs + 1), random.Next(1, Runs + 1)];
                var metric = random.Next(1, Metrics + 1);
                var watch = Stopwatch.StartNew();
                await history.CompareAsync(runs, $"metric/{metric}", 1, steps);
                ours.Add(watch.Elapsed.TotalSeconds);
                theirs.Add(PsqlSeconds(server, name, runs, metric));
            }

            server.Drop(name);
            return ResultRow.Against(Row, Percentile95(ours), "s", Percentile95(theirs), higherIsBetter: false, queries);
        }
    }

    // What a chart without our query would read: all rows.
    private static double PsqlSeconds(BenchServer server, string database, long[] runs, int metric)
    {
        var output = server.Psql(
            database, "\\timing on",
            $"SELECT run_id, step, value FROM jsigan.step_metrics WHERE run_id IN ({runs[0]}, {runs[1]}) AND metric_id = {metric} ORDER BY "
                + $"1, 2");
        var time = output.Split('\n').Last(line => line.StartsWith("Time: ", StringComparison.Ordinal)).Split(' ')[1];
        return double.Parse(time, CultureInfo.InvariantCulture) / 1000;
    }

    private static double Percentile95(List<double> values)
    {
        values.Sort();
        return values[(int)Math.Ceiling(values.Count * 0.95) - 1];
    }
}
