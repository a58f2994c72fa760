using JsiGan.Cli.Display;
using JsiGan.Cli.Hosting;
using JsiGan.Runtime.Events;
using JsiGan.Runtime.Files;
using JsiGan.Runtime.Hosting;
using JsiGan.Runtime.Logging;
using JsiGan.Runtime.Monitoring;
using JsiGan.Runtime.Observers;
using JsiGan.Runtime.Runs;

namespace JsiGan.Cli.Commands;

/// <summary>`jsigan train`: its options; TrainingRun does the work.</summary>
public static class TrainCommand
{
    public static Command Create(IAnsiConsole console, TimeProvider time)
    {
        var recipe = new Argument<string?>("recipe")
        {
            Description = "A YAML file, or the name of a recipe that comes with jsigan. Default: quickstart, which makes its own clip.",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var set = new Option<string[]>("--set")
        {
            Description = "Change a key of the recipe, such as --set batch=2 --set stage1.epochs=3. May be repeated.",
            HelpName = "key=value",
            DefaultValueFactory = _ => [],
        };
        var minutes = new Option<double?>("--minutes")
        {
            Description = "Fit the length of the run to N minutes, preparation included: short for --set minutes=N. Default: the recipe's "
                + "choice, 5 in quickstart.",
            HelpName = "N",
        };
        var output = Options.Text("--out", "DIR", "Folder of the run. Default: runs/NAME, numbered when taken.");
        var resume = Options.Text("--resume", "DIR", "Go on with the run in DIR, where Ctrl-C or a crash left it.");
        var device = Options.Text("--device", "cpu|cuda:N", "Where tensors live. Default: every GPU that libtorch sees, else cpu.");
        var workers = Options.Optional("--workers", 1, 1024, "Processes that share each batch. Default: one a GPU, or 2 on a CPU.");
        var threads = Options.Optional("--threads", 1, 1024, "CPU threads of all workers together. Default: the recipe's choice, else "
            + "all cores.");
        var json = Options.Text("--json", "FILE", "Write the final table to FILE as JSON.");
        var port = Options.MetricsPort();
        var web = Options.Choice("--web", ["on", "off"], "Serve a page of the run on this machine while it trains.");
        var database = Options.Database();
        database.Description += " 'none' keeps the run in its folder alone.";
        var quiet = new Option<bool>("--quiet") { Description = "Print the final table and errors only." };
        var log = Options.Log();
        recipe.Validators.Add(result =>
        {
            if (result.Tokens is [{ Value: ['-', ..] } mistyped])
                result.AddError($"'{mistyped.Value}' is not an option of `jsigan train`");
        });
        device.Validators.Add(result => DeviceNames.Check(result, device.Name));

        var command = new Command("train", "Train JSI-GAN: stage 1 (JSInet alone), then stage 2 (with both discriminators), then "
            + "compare with two baselines.")
        {
            recipe, set, minutes, output, resume, workers, device, threads, json, port, web, database, quiet, log.Level, log.Format,
        };
        command.SetAction(async (parsed, _) =>
        {
            using var interrupt = new Interrupt();
            var options = new TrainOptions
            {
                Recipe = parsed.GetValue(recipe),
                Overrides =
                [
                    .. parsed.GetValue(set) ?? [],
                    .. parsed.GetValue(minutes) is { } limit ? [FormattableString.Invariant($"minutes={limit}")] : Array.Empty<string>(),
                ],
                Out = parsed.GetValue(output),
                Resume = parsed.GetValue(resume),
                Device = parsed.GetValue(device),
                Workers = parsed.GetValue(workers),
                Threads = parsed.GetValue(threads),
                Json = parsed.GetValue(json),
                MetricsPort = parsed.GetValue(port),
                WithoutPage = parsed.GetValue(web) == "off",
                Database = parsed.GetValue(database),
                Quiet = parsed.GetValue(quiet),
            };
            return await RunAsync(options, Options.LogOf(parsed, log), console, time, interrupt);
        });
        return command;
    }

    /// <summary>Trains and reports; the exit code.</summary>
    internal static async Task<int> RunAsync(
        TrainOptions options, LogOptions log, IAnsiConsole console, TimeProvider time, Interrupt interrupt)
    {
        if (options.Json is { } file)
            ResultFile.EnsureWritable(file);

        var view = Views.For(console, options.Quiet || log.Json, time);
        var parts = new RunParts { IsCoordinator = true };
        await using var events = new RunEventStream();
        using var logging = new RunLogging(log);
        using var logged = events.Log(logging);
        using var shown = events.Subscribe(log.Json ? new JsonObserver(Console.Out) : new ConsoleObserver(view, time));
        await using var monitored = await MonitoredProcess.StartAsync(
            options.MetricsPort, parts, events, metrics => new PrometheusObserver(metrics, time), time);
        var outcome = await new TrainingRun(options, events, logging.Factory, view, time, interrupt)
        {
            Parts = parts,
            Show = async (database, run) => options.WithoutPage ? null : await RunPage.OpenAsync(database, run.Id, events, time),
        }.ExecuteAsync();
        await events.FlushAsync();
        if (options.Json is { } table && outcome.Comparison is { } comparison)
        {
            ResultFile.Write(
                table,
                FinalRows.Of(comparison, outcome.Position.GlobalStep, outcome.Elapsed.TotalSeconds, outcome.Folder.Checkpoint));
        }

        if (!log.Json)
        {
            Show(outcome, options, console);
        }
        else if (outcome.Comparison is null)
        {
            events.OnEvent(Stopped(outcome, options));
            await events.FlushAsync();
        }

        return outcome.Comparison is null ? ExitCodes.Interrupted : ExitCodes.Success;
    }

    private static void Show(TrainingOutcome outcome, TrainOptions options, IAnsiConsole console)
    {
        var (folder, position) = (outcome.Folder, outcome.Position);
        if (outcome.Comparison is not { } comparison)
        {
            var stopped = Stopped(outcome, options);
            Console.WriteLine(
                $"stopped after step {stopped.Step} of {stopped.TotalSteps}; {stopped.Checkpoint} holds everything. To continue:");
            Console.WriteLine($"  {stopped.Command}");
            return;
        }

        console.Write(FinalTable.Of(comparison, outcome.Crops));
        Console.WriteLine($"checkpoint  {folder.Checkpoint}");
        if (outcome.HasPreview)
            Console.WriteLine($"pictures    {folder.Preview}, {folder.FramePreview}");

        Console.WriteLine($"time        {Humanize.Duration(outcome.Elapsed)}, {position.GlobalStep} steps");
        Console.WriteLine();
        foreach (var line in NextSteps.Of(ResumeHint.Self(), outcome))
            Console.WriteLine(line);
    }

    private static TrainingStopped Stopped(TrainingOutcome outcome, TrainOptions options) => new(
        outcome.Position.GlobalStep, outcome.Position.TotalSteps, outcome.Folder.Checkpoint,
        ResumeHint.Command(ResumeHint.Self(), options, outcome.Folder.Path));
}
