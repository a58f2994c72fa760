using System.Diagnostics;
using System.Globalization;
using JsiGan.Benchmarks.Benches.Storage;
using JsiGan.Runtime.Files;
using JsiGan.Storage;
using JsiGan.Storage.Metrics;

namespace JsiGan.Benchmarks.Benches.Web;

/// <summary>
/// The processor time of this process, which writes steps and serves the page, and of PostgreSQL: with 100 open pages less that with none,
/// as a share of all cores. Training that keeps all cores busy loses as much. The readers are another process and do not count.
/// </summary>
internal static class OpenPages
{
    public const string Row = "web.cost";
    private const double Target = 0.01;
    private const int Pages = 100;
    private const int Metrics = 30;

    // A step of JSInet takes longer on a CPU; a GPU makes about as many.
    private const double StepsPerSecond = 5;

    public static async Task<ResultRow> MeasureAsync(
        Database database, long run, string url, BenchServer server, BenchOptions options)
    {
        var seconds = options.Quick ? 5 : 20;
        List<double> costs = [];
        var step = 0L;
        using var spool = new TestFolder();
        await using var writer = await MetricWriter.OpenAsync(database, run, new MetricOptions { SpoolFolder = spool.Path });
        // The first round compiles what the others run.
        for (var round = 0; round <= options.Runs; round++)
        {
            var alone = await UsedAsync();
            using var readers = PageReaders.Start(url, run, Pages);
            var read = await UsedAsync();
            if (round > 0)
                costs.Add((read - alone) / (seconds * Environment.ProcessorCount));
        }

        return ResultRow.Against(Row, Statistics.Median(costs), "1", Target, higherIsBetter: false, options.Runs);

        async Task<double> UsedAsync()
        {
            var before = ProcessorSeconds(server);
            var watch = Stopwatch.StartNew();
            while (watch.Elapsed.TotalSeconds < seconds)
            {
                step++;
                writer.Add(new StepMetric("learning-rate", step, 0, 1e-4));
                for (var metric = 1; metric < Metrics; metric++)
                    writer.Add(new StepMetric(string.Create(CultureInfo.InvariantCulture, $"loss/{metric}"), step, 0, 1.0 / step));

                await Task.Delay(TimeSpan.FromSeconds(1 / StepsPerSecond));
            }

            return ProcessorSeconds(server) - before;
        }
    }

    private static double ProcessorSeconds(BenchServer server)
    {
        using var self = Process.GetCurrentProcess();
        return self.TotalProcessorTime.TotalSeconds + server.ProcessorSeconds();
    }
}
