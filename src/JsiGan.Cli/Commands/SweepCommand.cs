using JsiGan.Protocol.Sweeps;
using JsiGan.Runtime.Database;

namespace JsiGan.Cli.Commands;

/// <summary>`jsigan sweep`: its options; SweepWork does the work.</summary>
public static class SweepCommand
{
    public static Command Create(IAnsiConsole console, TimeProvider time)
    {
        var file = new Argument<string?>("FILE")
        {
            Description = "A YAML file, or the name of a sweep that comes with jsigan (docs/sweeps.md).", Arity = ArgumentArity.ZeroOrOne,
        };
        var dryRun = new Option<bool>("--dry-run") { Description = "Show the trials and what they share; train nothing." };
        var output = Options.Text("--out", "DIR", "Folder of the sweeps. Default: sweeps.");
        var json = Options.Text("--json", "FILE", "Write the trials' objectives to FILE as JSON.");
        var csv = Options.Text("--csv", "FILE", "Write the table to FILE as CSV.");
        var database = Options.Database();
        foreach (var everywhere in (Option[])[database, json, csv])
            everywhere.Recursive = true;

        var name = new Argument<string>("NAME") { Description = "A sweep of the database." };
        var trial = new Argument<int>("TRIAL") { Description = "Number of a failed trial." };
        var trials = new Argument<int>("TRIALS") { Description = "Trials in all." };
        var command = new Command(
            "sweep", "Train a recipe with many choices of its options, such as the lambda weights, and compare them.")
        {
            file, dryRun, output, json, csv, database,
        };
        command.SetAction((parsed, _) => WithAsync(parsed, work => work.RunFileAsync(
            parsed.GetValue(file) ?? throw new UsageException(
                "`jsigan sweep` has no FILE; name a YAML file, or list, show, resume, retry or extend a sweep."),
            parsed.GetValue(output) ?? SweepWork.StandardFolder, parsed.GetValue(dryRun))));

        Add(new Command("list", "The sweeps of the database, newest first."), (_, work) => work.ListAsync());
        Add(new Command("show", "The trials of a sweep, and what they share.") { name }, (parsed, work) =>
            work.ShowAsync(parsed.GetValue(name)!));
        Add(new Command("resume", "Continue a sweep that Ctrl-C, a crash or a kill stopped.") { name }, (parsed, work) =>
            work.ResumeAsync(parsed.GetValue(name)!));
        Add(new Command("retry", "Retry a failed trial and continue the sweep.") { name, trial }, (parsed, work) =>
            work.ResumeAsync(parsed.GetValue(name)!, new SweepInput.RetryRequested(parsed.GetValue(trial))));
        Add(new Command("extend", "Give a sweep more trials and continue it.") { name, trials }, (parsed, work) =>
            work.ResumeAsync(parsed.GetValue(name)!, new SweepInput.Extended(parsed.GetValue(trials))));
        return command;

        void Add(Command child, Func<ParseResult, SweepWork, Task<int>> action)
        {
            child.SetAction((parsed, _) => WithAsync(parsed, work => action(parsed, work)));
            command.Add(child);
        }

        async Task<int> WithAsync(ParseResult parsed, Func<SweepWork, Task<int>> action)
        {
            await using var work = new SweepWork(() => DatabaseSession.OpenAsync(parsed.GetValue(database), time), console, time)
            {
                Json = parsed.GetValue(json), Csv = parsed.GetValue(csv),
            };
            return await action(work);
        }
    }
}
