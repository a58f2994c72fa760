using System.Globalization;
using JsiGan.Cli.Hosting;
using JsiGan.Runtime.Checkpoints;
using JsiGan.Runtime.Observers;
using JsiGan.Storage.Checkpoints;
using JsiGan.Storage.Runs;
using JsiGan.Training.Checkpoints;
using JsiGan.Training.Recipes;

namespace JsiGan.Cli.Commands;

/// <summary>What `jsigan checkpoints` does. Each returns the exit code.</summary>
internal sealed class CheckpointsWork(Storage.Database database, IAnsiConsole console)
{
    private CheckpointStore Store => new(database);

    public async Task<int> ListAsync(string? run)
    {
        var all = await Store.ListAsync(run is null ? null : (await new RunStore(database).FindAsync(run)).Id);
        var table = new Table().Border(TableBorder.Rounded)
            .AddColumns("id", "run", "step", "stage", "epoch", "psnr", "size", "pinned", "saved (UTC)");
        foreach (var each in all)
        {
            var what = each.Description;
            table.AddRow(
                Number(each.Id), Markup.Escape(each.RunName), Number(what.Step), Number(what.Stage), Number(what.Epoch),
                what.Scores.TryGetValue("psnr", out var psnr) ? psnr.ToString("F2", CultureInfo.InvariantCulture) : "-",
                Humanize.Bytes(each.Bytes), each.Pinned ? "yes" : "",
                each.CreatedAt.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture));
        }

        console.Write(table);
        return ExitCodes.Success;
    }

    public async Task<int> ShowAsync(long id)
    {
        var found = await Store.FindAsync(id);
        var what = found.Description;
        Console.WriteLine($"checkpoint    {found.Id}{(found.Pinned ? ", pinned" : "")}");
        Console.WriteLine($"run           {found.RunName} ({found.Run})");
        Console.WriteLine($"position      step {what.Step}, stage {what.Stage}, epoch {what.Epoch}");
        Console.WriteLine($"architecture  {what.Architecture}");
        Console.WriteLine($"saved         {found.CreatedAt:u}");
        foreach (var (name, value) in what.Scores)
            Console.WriteLine(FormattableString.Invariant($"{name,-13} {value:F4}"));

        foreach (var (name, value) in what.Metadata)
            Console.WriteLine($"{name,-13} {value}");

        foreach (var file in await Store.FilesAsync(id))
            Console.WriteLine(FormattableString.Invariant($"{file.Bytes,13} {file.Name}"));

        return ExitCodes.Success;
    }

    public async Task<int> PinAsync(long id, bool pinned)
    {
        var found = await Store.FindAsync(id);
        await Store.PinAsync(id, pinned);
        Console.WriteLine($"checkpoint {found} is {(pinned ? "pinned" : "not pinned")}");
        return ExitCodes.Success;
    }

    public async Task<int> DeleteAsync(IReadOnlyList<long> ids, bool force)
    {
        var pinned = new List<long>();
        foreach (var id in ids.Distinct())
        {
            if ((await Store.FindAsync(id)).Pinned && !force)
                pinned.Add(id);
        }

        if (pinned.Count > 0)
        {
            throw new UsageException($"{string.Join(", ", pinned)} of the checkpoints are pinned, and nothing was deleted; remove the pins "
                + "(jsigan checkpoints pin ID --off), or add --force.");
        }

        var deleted = await Store.DeleteAsync(ids, pinnedToo: force);
        var chunks = await new ChunkCollector(database).CollectAsync();
        Console.WriteLine($"deleted {deleted} checkpoints and {chunks} unused chunks");
        return ExitCodes.Success;
    }

    public async Task<int> ExportAsync(long id, string target, bool half)
    {
        var found = await Store.FindAsync(id);
        if (target.EndsWith(".safetensors", StringComparison.Ordinal))
        {
            await StoredGenerator.ExportAsync(database, found, target, half);
            Console.WriteLine($"the generator of checkpoint {found} is in {target}");
            return ExitCodes.Success;
        }

        if (half)
            throw new UsageException($"--half writes a generator alone: name a file that ends in .safetensors instead of {target}.");

        await new CheckpointExport(database).WriteAsync(found, target);
        Console.WriteLine($"checkpoint {found} is in {target}");
        return ExitCodes.Success;
    }

    public async Task<int> ImportAsync(string folder, string? run)
    {
        var checkpoint = CheckpointFolder.Open(folder);
        var target = run is null ? await MakeRunAsync(checkpoint) : await new RunStore(database).FindAsync(run);
        RequireSameArchitecture(folder, checkpoint.Recipe, target);
        var report = await new CheckpointWriter(database).SaveAsync(target.Id, Descriptions.Of(checkpoint));
        Console.WriteLine($"{folder} is checkpoint {report.Id} of {target}; {report.ChunksAdded} of {report.Chunks} chunks were new");
        return ExitCodes.Success;
    }

    public async Task<int> VerifyAsync(IReadOnlyList<long> ids)
    {
        var chosen = new List<StoredCheckpoint>();
        foreach (var id in ids)
            chosen.Add(await Store.FindAsync(id));

        var faults = 0;
        foreach (var each in ids.Count > 0 ? chosen : await Store.ListAsync())
        {
            var fault = await new CheckpointReader(database).VerifyAsync(each);
            faults += fault is null ? 0 : 1;
            Console.WriteLine(fault ?? $"checkpoint {each} is intact, {Humanize.Bytes(each.Bytes)}");
        }

        return faults == 0
            ? ExitCodes.Success
            : throw new FailureException($"{faults} checkpoints are damaged (above); delete them and check the database's disk.");
    }

    private Task<Run> MakeRunAsync(CheckpointFolder checkpoint)
    {
        var recipe = checkpoint.Recipe;
        return new RunStore(database).CreateAsync(new NewRun(recipe.Name, recipe.Name, recipe.ToYaml(), recipe.Hash(),
            checkpoint.Position.TotalSteps, "", Environment.CurrentDirectory, "{}"));
    }

    private static void RequireSameArchitecture(string folder, Recipe recipe, Run target)
    {
        var found = Descriptions.Architecture(recipe);
        var expected = Descriptions.Architecture(RecipeFile.Reread(target.What.Recipe, target.Name));
        if (found != expected)
        {
            throw new UsageException($"The checkpoint {folder} is of another architecture than {target}: it is {found}, expected "
                + $"{expected}; name another run, or leave out --run for a new one.");
        }
    }

    private static string Number(long value) => value.ToString(CultureInfo.InvariantCulture);
}
