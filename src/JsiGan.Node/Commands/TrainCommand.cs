using System.CommandLine;
using JsiGan.Node.Database;
using JsiGan.Node.Hosting;
using JsiGan.Node.Runs;
using Spectre.Console;

namespace JsiGan.Node.Commands;

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
        var output = Options.Text("--out", "DIR", "Folder of the run. Default: runs/NAME, numbered when taken.");
        var resume = Options.Text("--resume", "DIR", "Go on with the run in DIR, where Ctrl-C or a crash left it.");
        var device = Options.Text("--device", "cpu|cuda:N", "Where tensors live. Default: every GPU that libtorch sees, else cpu.");
        var workers = Options.Optional("--workers", 1, 1024, "Processes that share each batch. Default: one a GPU, or 2 on a CPU.");
        var threads = Options.Optional("--threads", 1, 1024, "CPU threads of all workers together. Default: the recipe's choice, else "
            + "all cores.");
        var json = Options.Text("--json", "FILE", "Write the final table to FILE as JSON.");
        var port = Options.Optional("--metrics-port", 1, 65535, "Serve Prometheus metrics at http://HOST:N/metrics while training.");
        var database = DatabaseSession.Option();
        database.Description += " 'none' keeps the run in its folder alone.";
        var quiet = new Option<bool>("--quiet") { Description = "Print the final table and errors only." };
        recipe.Validators.Add(result =>
        {
            if (result.Tokens is [{ Value: ['-', ..] } mistyped])
            {
                result.AddError($"'{mistyped.Value}' is not an option of `jsigan train`");
            }
        });
        device.Validators.Add(result => DeviceNames.Check(result, device.Name));

        var command = new Command("train", "Train JSI-GAN: stage 1 (JSInet alone), then stage 2 (with both discriminators), then "
            + "compare with two baselines.")
        {
            recipe, set, output, resume, workers, device, threads, json, port, database, quiet,
        };
        command.SetAction(parsed =>
        {
            using var interrupt = new Interrupt();
            var options = new TrainOptions
            {
                Recipe = parsed.GetValue(recipe),
                Overrides = parsed.GetValue(set) ?? [],
                Out = parsed.GetValue(output),
                Resume = parsed.GetValue(resume),
                Device = parsed.GetValue(device),
                Workers = parsed.GetValue(workers),
                Threads = parsed.GetValue(threads),
                Json = parsed.GetValue(json),
                MetricsPort = parsed.GetValue(port),
                Database = parsed.GetValue(database),
                Quiet = parsed.GetValue(quiet),
                Arguments = [.. parsed.Tokens.Select(token => token.Value)],
            };
            return new TrainingRun(options, console, time, interrupt).Execute();
        });
        return command;
    }
}
