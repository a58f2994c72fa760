using JsiGan.Benchmarks.Benches.Storage;
using JsiGan.Runtime.Files;

namespace JsiGan.Benchmarks.Benches.Web;

/// <summary>From the navigation until the charts on the first screen of a run of a million steps are drawn, nothing cached.</summary>
internal static class FirstPaint
{
    public const string Row = "web.paint";
    private const double Target = 0.3;
    private const int Metrics = 12;

    public static async Task<ResultRow> MeasureAsync(
        BenchServer server, string database, long run, string url, HeadlessChromium browser, BenchOptions options)
    {
        var steps = options.Quick ? 100_000 : 1_000_000;
        server.Psql(
            database,
            "DELETE FROM jsigan.step_metrics; DELETE FROM jsigan.step_metric_ranges; DELETE FROM jsigan.step_metric_progress",
            $"INSERT INTO jsigan.metric_names (name) SELECT 'loss/term-' || m FROM generate_series(1, {Metrics - 1}) m",
            "INSERT INTO jsigan.step_metrics (run_id, metric_id, step, worker, value) "
            + $"SELECT {run}, metric_id, s, 0, random() FROM generate_series(1, {steps}) s, jsigan.metric_names "
            + "WHERE name = 'learning-rate' OR name LIKE 'loss/term-%'",
            $"SELECT jsigan.sum_up_steps({run}, 1, {steps})",
            "VACUUM ANALYZE");
        List<double> seconds = [];
        var times = Math.Max(options.Runs, 5);
        for (var i = 0; i < times; i++)
        {
            var page = await browser.OpenAsync();
            await page.GotoAsync($"{url}/#/runs/{run}");
            await page.WaitForFunctionAsync("performance.getEntriesByName('charts').length > 0");
            seconds.Add(await page.EvaluateAsync<double>("performance.getEntriesByName('charts')[0].startTime") / 1000);
            await page.Context.CloseAsync();
        }

        return ResultRow.Against(Row, Statistics.Median(seconds), "s", Target, higherIsBetter: false, times);
    }
}
