using JsiGan.Runtime.Files;
using Spectre.Console;

namespace JsiGan.Benchmarks.Benches.Storage;

/// <summary>The cost of the database, compared with psql on the same server and rows.</summary>
public sealed class StorageBench : IBench
{
    public string Name => "storage";

    public string Summary => "Metrics and checkpoints into a private PostgreSQL, against psql's \\copy of the same rows; the queries "
        + "of charts.";

    public IReadOnlyList<string> Rows => [MetricsRows.Row, CheckpointStall.Row, CheckpointSave.Row, CompareQuery.Row, PanelQueries.Row];

    public IReadOnlyList<ResultRow> Run(BenchOptions options, IAnsiConsole console) => RunAsync(options, console).GetAwaiter().GetResult();

    private static async Task<IReadOnlyList<ResultRow>> RunAsync(BenchOptions options, IAnsiConsole console)
    {
        await using var server = await BenchServer.StartAsync();
        console.MarkupLine("[dim]metrics[/]");
        var metrics = await MetricsRows.MeasureAsync(server, options);
        console.MarkupLine("[dim]taking a snapshot of all networks and optimizers[/]");
        var stall = CheckpointStall.Measure(server.Folder, options);
        console.MarkupLine("[dim]saving a checkpoint[/]");
        var save = await CheckpointSave.MeasureAsync(server, options);
        console.MarkupLine("[dim]charts of ten million rows[/]");
        var steps = options.Quick ? 2_000 : 20_000;
        var (name, database) = await TenMillionRows.CreateAsync(server, steps);
        await using var opened = database;
        var compare = await CompareQuery.MeasureAsync(server, name, database, steps, queries: options.Quick ? 40 : 200);
        return [metrics, stall, save, compare, PanelQueries.Measure(server, name)];
    }
}
