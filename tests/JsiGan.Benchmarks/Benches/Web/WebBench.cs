using JsiGan.Benchmarks.Benches.Storage;
using JsiGan.Runtime.Files;
using JsiGan.Storage;
using JsiGan.Storage.Runs;
using JsiGan.Web.Pages;
using Spectre.Console;

namespace JsiGan.Benchmarks.Benches.Web;

/// <summary>The page of a run in a real browser, against targets: no other program shows the same data.</summary>
public sealed class WebBench : IBench
{
    public string Name => "web";

    public string Summary => "The page of a run: its first paint with a million steps, the time from a stored step to the open page, and "
        + "what 100 open pages cost training.";

    public IReadOnlyList<string> Rows { get; } = [FirstPaint.Row, LiveStep.Row, OpenPages.Row];

    public IReadOnlyList<ResultRow> Run(BenchOptions options, IAnsiConsole console) =>
        RunAsync(options, console).GetAwaiter().GetResult();

    private static async Task<IReadOnlyList<ResultRow>> RunAsync(BenchOptions options, IAnsiConsole console)
    {
        await using var server = await BenchServer.StartAsync();
        var (name, database) = await server.CreateAsync();
        await using var opened = database;
        var run = (await new RunStore(database).CreateAsync(
            new NewRun("bench", "bench", "name: bench\n", new string('0', 64), 1_000_000, "", "", "{}"))).Id;
        await using var page = await PageServer.StartAsync(
            DatabaseAddress.Parse(server.ConnectionTo(name)), new PageOptions { Port = 0 }, TimeProvider.System);
        await using var browser = await HeadlessChromium.StartAsync();
        console.MarkupLine("[grey]100 open pages[/]");
        var cost = await OpenPages.MeasureAsync(database, run, page.Url, server, options);
        console.MarkupLine("[grey]steps until an open page shows them[/]");
        var live = await LiveStep.MeasureAsync(database, run, page.Url, browser, options);
        console.MarkupLine("[grey]a million steps[/]");
        return [await FirstPaint.MeasureAsync(server, name, run, page.Url, browser, options), live, cost];
    }
}
