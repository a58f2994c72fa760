using System.Diagnostics;
using System.Globalization;
using JsiGan.Runtime.Files;
using JsiGan.Storage;
using JsiGan.Storage.Metrics;
using JsiGan.Storage.Runs;

namespace JsiGan.Benchmarks.Benches.Storage;

/// <summary>Rows a second from a training thread's call to the committed table, against \copy of the same rows into the same
/// table.</summary>
internal static class MetricsRows
{
    public const string Row = "metrics.rows";
    private const int Metrics = 20;

    public static async Task<ResultRow> MeasureAsync(BenchServer server, BenchOptions options)
    {
        var rows = options.Quick ? 200_000 : 1_000_000;
        var file = Path.Combine(server.Folder, "rows.txt");
        WriteFile(file, rows);
        var (ours, theirs) = (new List<double>(), new List<double>());
        for (var run = 0; run < options.Runs; run++)
        {
            ours.Add(rows / await OursAsync(server, rows));
            theirs.Add(rows / await PsqlAsync(server, file));
        }

        File.Delete(file);
        return ResultRow.Against(Row, Statistics.Median(ours), "rows/s", Statistics.Median(theirs), higherIsBetter: true, options.Runs);
    }

    private static async Task<double> OursAsync(BenchServer server, int rows)
    {
        var (name, database) = await server.CreateAsync();
        await using (database)
        {
            var run = await BenchRun.CreateAsync(database);
            // All rows come at once here, and none must go to disk, which is for an unavailable database.
            var settings = new MetricOptions
            {
                SpoolFolder = Path.Combine(server.Folder, "spool"), BatchesInMemory = int.MaxValue, Closing = TimeSpan.FromMinutes(10),
            };
            var names = Enumerable.Range(1, Metrics).Select(metric => $"metric/{metric}").ToArray();
            await using var writer = await MetricWriter.OpenAsync(database, run, settings);
            var watch = Stopwatch.StartNew();
            for (var row = 0; row < rows; row++)
                writer.Add(new StepMetric(names[row % Metrics], row / Metrics, 0, Value(row)));

            await writer.DisposeAsync();
            var seconds = watch.Elapsed.TotalSeconds;
            Require(server, name, rows);
            server.Drop(name);
            return seconds;
        }
    }

    private static async Task<double> PsqlAsync(BenchServer server, string file)
    {
        var (name, database) = await server.CreateAsync();
        await database.DisposeAsync();
        var watch = Stopwatch.StartNew();
        server.Psql(name, $"\\copy jsigan.step_metrics (run_id, metric_id, step, worker, value) from '{file}'");
        var seconds = watch.Elapsed.TotalSeconds;
        server.Drop(name);
        return seconds;
    }

    private static void Require(BenchServer server, string database, int rows)
    {
        var found = server.Psql(database, "SELECT count(*) FROM jsigan.step_metrics").Trim();
        if (found != rows.ToString(CultureInfo.InvariantCulture))
            throw new FailureException($"{found} rows arrived where {rows} were sent.");
    }

    private static void WriteFile(string path, int rows)
    {
        using var writer = new StreamWriter(path);
        for (var row = 0; row < rows; row++)
            writer.Write(string.Create(CultureInfo.InvariantCulture, $"1\t{(row % Metrics) + 1}\t{row / Metrics}\t0\t{Value(row):R}\n"));
    }

    private static double Value(int row) => 1 / (1.0 + row);
}

/// <summary>A run to measure with.</summary>
internal static class BenchRun
{
    public static async Task<long> CreateAsync(Database database) => (await new RunStore(database).CreateAsync(
        new NewRun("bench", "bench", "", new string('0', 64), 1, "", "", "{}"))).Id;
}
