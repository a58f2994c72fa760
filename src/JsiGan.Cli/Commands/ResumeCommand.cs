using JsiGan.Runtime.Database;
using JsiGan.Runtime.Files;
using JsiGan.Runtime.Hosting;
using JsiGan.Runtime.Runs;
using JsiGan.Storage.Checkpoints;
using JsiGan.Storage.Runs;

namespace JsiGan.Cli.Commands;

/// <summary>`jsigan resume`: continues a run of the database from its newest checkpoint, with the options that started it.</summary>
public static class ResumeCommand
{
    public static Command Create(IAnsiConsole console, TimeProvider time)
    {
        var run = new Argument<string?>("RUN")
        {
            Description = "A run of the database, by name or number. Default: the newest that is not finished.",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var database = Options.Database();
        var workers = Options.Optional("--workers", 1, 1024, "Processes that share each batch. Default: as the run was begun.");
        var log = Options.Log();
        var command = new Command("resume", "Continue a run of the database where Ctrl-C, a crash or a kill left it.")
        {
            run, database, workers, log.Level, log.Format,
        };
        command.SetAction(async (parsed, _) =>
        {
            // Open while the run trains, so that a private server does not stop and start in between.
            await using var session = await DatabaseSession.OpenAsync(parsed.GetValue(database), time);
            var options = await OptionsAsync(session.Database, parsed.GetValue(run));
            using var interrupt = new Interrupt();
            return await TrainCommand.RunAsync(
                options with { Workers = parsed.GetValue(workers) ?? options.Workers, Database = parsed.GetValue(database) },
                Options.LogOf(parsed, log), console, time, interrupt);
        });
        return command;
    }

    private static async Task<TrainOptions> OptionsAsync(Storage.Database database, string? name)
    {
        var run = name is null ? await NewestAsync(database) : await new RunStore(database).FindAsync(name);
        if (run.What.Folder.Length == 0 || !Directory.Exists(run.What.WorkingFolder))
        {
            throw new UsageException($"The run {run} was not begun on this machine (its folder was {run.What.Folder}); export its newest "
                + "checkpoint (jsigan checkpoints export) and continue it with jsigan train RECIPE --resume DIR.");
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
        var options = TrainOptions.FromJson(run.What.Options);
        // A run that was killed before its first checkpoint starts again in the same folder.
        return begun
            ? options with { Out = null, Resume = run.What.Folder }
            : options with { Out = run.What.Folder, Resume = null };
    }

    private static async Task<Run> NewestAsync(Storage.Database database) =>
        (await new RunStore(database).ListAsync()).FirstOrDefault(run => run.State != RunState.Finished)
        ?? throw new UsageException($"The database {database} holds no unfinished run; start one with jsigan train.");
}
