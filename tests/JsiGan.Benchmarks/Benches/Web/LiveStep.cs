using JsiGan.Runtime.Files;
using JsiGan.Storage;
using JsiGan.Storage.Metrics;

namespace JsiGan.Benchmarks.Benches.Web;

/// <summary>From the moment when a measured step is handed to the database's writer until an open page shows its number.</summary>
internal static class LiveStep
{
    public const string Row = "web.live";
    private const double Target = 0.25;
    private const int FirstStep = 1_000_000;

    // Keeps the moment at which each step became the text of the chart's newest value.
    private const string Watch =
        """
        () => {
            window.shownAt = {};
            const value = document.querySelector("output[data-metric='loss/1']");
            new MutationObserver(() => { window.shownAt[parseInt(value.textContent.slice(5))] ??= Date.now(); })
                .observe(value, { childList: true, characterData: true, subtree: true });
        }
        """;

    public static async Task<ResultRow> MeasureAsync(
        Database database, long run, string url, HeadlessChromium browser, BenchOptions options)
    {
        var times = options.Quick ? 5 : 20;
        using var spool = new TestFolder();
        await using var writer = await MetricWriter.OpenAsync(database, run, new MetricOptions { SpoolFolder = spool.Path });
        // The newest step of a run is the newest with a learning rate.
        writer.Add(new StepMetric("learning-rate", FirstStep, 0, 1e-4));
        writer.Add(new StepMetric("loss/1", FirstStep, 0, 1e-4));
        await writer.FlushAsync();
        var page = await browser.OpenAsync();
        await page.GotoAsync($"{url}/#/runs/{run}");
        await page.WaitForFunctionAsync(
            "document.querySelector(\"output[data-metric='loss/1']\")?.textContent.startsWith('step 1000000')");
        await page.WaitForFunctionAsync("document.getElementById('link').dataset.state === 'live'");
        await page.EvaluateAsync(Watch);
        List<double> seconds = [];
        for (var step = FirstStep + 1; step <= FirstStep + times; step++)
        {
            var added = TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds();
            writer.Add(new StepMetric("loss/1", step, 0, 1e-4));
            await page.WaitForFunctionAsync($"window.shownAt[{step}] !== undefined");
            seconds.Add((await page.EvaluateAsync<double>($"window.shownAt[{step}]") - added) / 1000);
        }

        await page.Context.CloseAsync();
        return ResultRow.Against(Row, Statistics.Median(seconds), "s", Target, higherIsBetter: false, times);
    }
}
