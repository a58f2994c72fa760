using JsiGan.Runtime.Database;

namespace JsiGan.Cli.Commands;

/// <summary>`jsigan checkpoints`: lists and manages checkpoints in the database.</summary>
public static class CheckpointsCommand
{
    public static Command Create(IAnsiConsole console, TimeProvider time)
    {
        var database = Options.Database();
        database.Recursive = true;
        var command = new Command("checkpoints", "List, show, pin, delete, export, import and verify the checkpoints in the "
            + "database.") { database };
        var run = Options.Text("--run", "RUN", "A run, by name or number.");
        var id = new Argument<long>("ID") { Description = "Number of the checkpoint, as `list` shows it." };
        var ids = new Argument<long[]>("ID") { Description = "Numbers of checkpoints.", Arity = ArgumentArity.OneOrMore };
        var some = new Argument<long[]>("ID") { Description = "Numbers of checkpoints. Default: all.", Arity = ArgumentArity.ZeroOrMore };
        var folder = new Argument<string>("DIR") { Description = "The folder." };
        var target = new Argument<string>("DIR | FILE.safetensors")
        {
            Description = "A folder for the whole checkpoint, or a file for the weights that predict.",
        };
        var half = new Option<bool>("--half") { Description = "Write the file as float16, half as large." };
        var off = new Option<bool>("--off") { Description = "Remove the pin." };
        var force = new Option<bool>("--force") { Description = "Delete pinned ones too." };

        Add(new Command("list", "The checkpoints, newest first.") { run }, (parsed, work) => work.ListAsync(parsed.GetValue(run)));
        Add(new Command("show", "The details and files of one.") { id }, (parsed, work) => work.ShowAsync(parsed.GetValue(id)));
        Add(new Command("pin", "Exclude one from retention.") { id, off }, (parsed, work) =>
            work.PinAsync(parsed.GetValue(id), !parsed.GetValue(off)));
        Add(new Command("delete", "Delete some, and their unshared chunks.") { ids, force },
            (parsed, work) => work.DeleteAsync(parsed.GetValue(ids)!, parsed.GetValue(force)));
        Add(new Command("export", "Write one as a folder of safetensors files, one a network, or its generator alone.")
            {
                id, target, half,
            },
            (parsed, work) => work.ExportAsync(parsed.GetValue(id), parsed.GetValue(target)!, parsed.GetValue(half)));
        Add(new Command("import", "Store a checkpoint folder in a run.") { folder, run },
            (parsed, work) => work.ImportAsync(parsed.GetValue(folder)!, parsed.GetValue(run)));
        Add(new Command("verify", "Read some, or all, and check every chunk's SHA-256.") { some }, (parsed, work) =>
            work.VerifyAsync(parsed.GetValue(some)!));
        return command;

        void Add(Command child, Func<ParseResult, CheckpointsWork, Task<int>> action)
        {
            child.SetAction(async (parsed, _) =>
            {
                await using var session = await DatabaseSession.OpenAsync(parsed.GetValue(database), time);
                return await action(parsed, new CheckpointsWork(session.Database, console));
            });
            command.Add(child);
        }
    }
}
