using System.CommandLine;
using System.Globalization;
using JsiGan.Node.Database;
using JsiGan.Node.Runs;
using JsiGan.Storage.Checkpoints;
using JsiGan.Storage.Runs;

namespace JsiGan.Node.Commands;

/// <summary>`jsigan resume`: carries out the command again that began a run, from its newest checkpoint on.</summary>
public static class ResumeCommand
{
    /// <param name="train">Runs a command line of this program; its exit code.</param>
    /// <param name="time">The clock.</param>
    public static Command Create(Func<IReadOnlyList<string>, int> train, TimeProvider time)
    {
        var run = new Argument<string?>("RUN")
        {
            Description = "A run of the database, by name or number. Default: the newest that is not finished.",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var database = DatabaseSession.Option();
        var workers = Options.Optional("--workers", 1, 1024, "Processes that share each batch. Default: as the run was begun.");
        var command = new Command("resume", "Go on with a run of the database where Ctrl-C, a crash or a kill left it.")
        {
            run, database, workers,
        };
        command.SetAction(parsed =>
        {
            // Kept open while the run goes on, so that a private server does not stop and start in between.
            var session = DatabaseSession.OpenAsync(parsed.GetValue(database), time).GetAwaiter().GetResult();
            try
            {
                return train(PlanAsync(session.Database, parsed.GetValue(run), parsed.GetValue(database), parsed.GetValue(workers))
                    .GetAwaiter().GetResult());
            }
            finally
            {
                session.DisposeAsync().AsTask().GetAwaiter().GetResult();
            }
        });
        return command;
    }

    private static async Task<IReadOnlyList<string>> PlanAsync(Storage.Database database, string? name, string? option, int? workers)
    {
        var run = name is null ? await NewestAsync(database) : await new RunStore(database).FindAsync(name);
        if (run.What.Arguments.Count == 0 || !Directory.Exists(run.What.WorkingFolder))
        {
            throw new UsageException($"The run {run} was not begun on this machine (its folder was {run.What.Folder}); export its newest "
                + "checkpoint (jsigan checkpoints export) and go on by jsigan train RECIPE --resume DIR.");
        }

        if (run.State == RunState.Finished)
        {
            throw new UsageException($"The run {run} is finished: all its {run.What.TotalSteps} steps are done; begin another by jsigan "
                + $"train.");
        }

        // Paths of the command line are meant from where it was typed.
        Environment.CurrentDirectory = run.What.WorkingFolder;
        var begun = await new CheckpointStore(database).NewestAsync(run.Id) is not null
            || Directory.Exists(new RunFolder(run.What.Folder).Checkpoint);
        var arguments = ResumeHint.Arguments(run.What.Arguments, run.What.Folder).ToList();
        if (!begun)
        {
            // Killed before its first checkpoint: from the start, in the same folder.
            arguments[^2] = "--out";
        }

        return [.. WithWorkers(arguments, workers), .. option is null ? (string[])[] : ["--database", option]];
    }

    private static async Task<Run> NewestAsync(Storage.Database database) =>
        (await new RunStore(database).ListAsync()).FirstOrDefault(run => run.State != RunState.Finished)
        ?? throw new UsageException($"The database {database} holds no run that could go on; begin one by jsigan train.");

    private static IEnumerable<string> WithWorkers(IReadOnlyList<string> arguments, int? workers) => workers is { } count
        ? [.. ResumeHint.Without(arguments, "--workers"), "--workers", count.ToString(CultureInfo.InvariantCulture)]
        : arguments;
}
