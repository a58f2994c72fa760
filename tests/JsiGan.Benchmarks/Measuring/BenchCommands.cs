using System.CommandLine;
using JsiGan.Cli.Commands;
using JsiGan.Runtime.Files;
using Spectre.Console;

namespace JsiGan.Benchmarks.Measuring;

/// <summary>The command line of a benchmark, the same for all of them.</summary>
public static class BenchCommands
{
    public static Command Of(IBench bench, IAnsiConsole console)
    {
        var json = Options.Text("--json", "FILE", "Write the rows to FILE as JSON.");
        var runs = Options.InRange("--runs", 1, 99, 3, "Fresh processes of each side, taking turns; the table shows medians.");
        var threads = Options.InRange("--threads", 1, 1024, Environment.ProcessorCount, "CPU threads of each side.");
        var quick = new Option<bool>("--quick")
        {
            Description = "Measure as little as possible, for a first impression.",
        };
        var command = new Command(bench.Name, bench.Summary) { json, runs, threads, quick };
        var minutes = Options.InRange("--minutes", 0.0, 10_000.0, 0.0, "Repeat for this long. Default: one round.");
        if (bench.TakesMinutes)
            command.Add(minutes);

        var model = Options.Text(
            "--model", "PATH",
            "A run's folder, a checkpoint's or a generator's file. Default: the x2 generator that comes with the program.");
        if (bench.TakesModel)
            command.Add(model);

        command.SetAction(parsed =>
        {
            var file = parsed.GetValue(json);
            if (file is not null)
                ResultFile.EnsureWritable(file);

            var rows = bench.Run(
                new BenchOptions(
                    parsed.GetValue(runs), parsed.GetValue(quick), parsed.GetValue(threads),
                    bench.TakesMinutes ? parsed.GetValue(minutes) : 0,
                    bench.TakesModel ? parsed.GetValue(model) : null),
                console);
            // A benchmark that cannot run here has reported why.
            if (rows.Count > 0)
                console.Write(ResultTable.Of(rows));

            if (file is not null)
                ResultFile.Write(file, rows);

            return 0;
        });
        return command;
    }

    public static Command List(IReadOnlyList<IBench> benches, IAnsiConsole console)
    {
        var command = new Command("list", "Names every benchmark and its rows.");
        command.SetAction(_ =>
        {
            var table = new Table().Border(TableBorder.Rounded).AddColumns("benchmark", "measures", "rows");
            foreach (var bench in benches)
                table.AddRow(bench.Name, Markup.Escape(bench.Summary), string.Join('\n', bench.Rows));

            console.Write(table);
            return 0;
        });
        return command;
    }
}
