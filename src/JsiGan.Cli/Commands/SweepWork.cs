using System.Globalization;
using JsiGan.Cli.Display;
using JsiGan.Cli.Hosting;
using JsiGan.Core.Files;
using JsiGan.Protocol.Sweeps;
using JsiGan.Runtime.Database;
using JsiGan.Runtime.Files;
using JsiGan.Runtime.Hosting;
using JsiGan.Runtime.Runs;
using JsiGan.Runtime.Sweeps;
using JsiGan.Storage.Sweeps;

namespace JsiGan.Cli.Commands;

/// <summary>What `jsigan sweep` does. Each returns the exit code.</summary>
internal sealed class SweepWork(Func<Task<DatabaseSession>> open, IAnsiConsole console, TimeProvider time) : IAsyncDisposable
{
    /// <summary>Default folder of sweeps.</summary>
    public const string StandardFolder = "sweeps";

    private const int ShownDifferences = 5;
    private DatabaseSession? _session;

    /// <summary>File for the objectives; null is none.</summary>
    public string? Json { get; init; }

    /// <summary>File for the table; null is none.</summary>
    public string? Csv { get; init; }

    public async Task<int> RunFileAsync(string file, string folder, bool dryRun)
    {
        EnsureWritable();

        var path = RecipeLocator.FindSweep(file);
        var definition = await File.ReadAllTextAsync(path);
        var options = SweepFile.Parse(definition, path);
        var plan = new SweepPlan(options, Path.Combine(folder, options.Name));
        if (dryRun)
        {
            SweepPreview.Show(plan, Console.Out);
            return ExitCodes.Success;
        }

        var store = await StoreAsync();
        if (!await store.CreateAsync(options.Name, definition, SweepStateJson.Write(SweepState.New(plan.Settings)), plan.Folder))
            RequireSame((await store.FindAsync(options.Name))!, definition, file);

        return await RunAsync(plan);
    }

    public async Task<int> ResumeAsync(string name, params SweepInput[] before)
    {
        EnsureWritable();
        var (options, stored) = await FindAsync(name);
        return await RunAsync(new SweepPlan(options, stored.Folder), before);
    }

    public async Task<int> ListAsync()
    {
        var table = new Table().Border(TableBorder.Rounded).AddColumns("sweep", "trials", "finished", "state", "begun (UTC)");
        foreach (var sweep in await (await StoreAsync()).ListAsync())
        {
            var state = SweepStateJson.Read(sweep.State);
            table.AddRow(
                Markup.Escape(sweep.Name), Number(state.Trials.Length),
                Number(state.Trials.Count(trial => trial.State == TrialState.Finished)), sweep.Ended ?? "not over",
                sweep.CreatedAt.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture));
        }

        console.Write(table);
        return ExitCodes.Success;
    }

    public async Task<int> ShowAsync(string name)
    {
        var (options, stored) = await FindAsync(name);
        Show(new SweepPlan(options, stored.Folder), SweepStateJson.Read(stored.State));
        return ExitCodes.Success;
    }

    public async ValueTask DisposeAsync()
    {
        if (_session is not null)
            await _session.DisposeAsync();
    }

    private void EnsureWritable()
    {
        if (Json is { } json)
            ResultFile.EnsureWritable(json);

        if (Csv is { } csv)
            ResultFile.EnsureWritable(csv, "--csv");
    }

    private async Task<int> RunAsync(SweepPlan plan, params SweepInput[] before)
    {
        using var interrupt = new Interrupt();
        var view = Views.For(console, quiet: false, time);
        // Once, so that no two trials render the same clip.
        interrupt.Guard(() => TrainingData.Open(plan.Base, TrainingRun.DataFolder, view, interrupt.Token)).Dispose();
        var session = await SessionAsync();
        var lines = new SweepLines(plan, Console.Out);
        var state = await new SweepRun(plan, session.Database, session.ConnectionString, lines.Show, time)
            .ExecuteAsync(before, interrupt.Token);
        Show(plan, state);
        switch (state.End)
        {
            case SweepEnd.Cancelled:
                Console.WriteLine($"stopped; all runs are saved. To continue:\n  {ResumeHint.Self()} sweep resume {plan.Options.Name}");
                return ExitCodes.Interrupted;
            case SweepEnd.Failing:
                var last = state.Trials.Last(trial => trial.State == TrialState.Failed);
                throw new FailureException(
                    $"The sweep {plan.Options.Name} ended because {state.FailuresInARow} trials failed one after the other; trial "
                    + $"{last.Number}: {last.Reason}");
            default:
                return ExitCodes.Success;
        }
    }

    private void Show(SweepPlan plan, SweepState state)
    {
        var results = new SweepResults(plan.Options, state);
        console.Write(SweepTable.Of(plan.Options, results));
        Console.WriteLine($"importance  {SweepTable.ImportanceOf(results)}");
        Console.WriteLine($"runs        {plan.Folder}");
        if (Json is { } json)
            ResultFile.Write(json, results.ToRows());

        if (Csv is { } csv)
            AtomicFile.Write(csv, results.ToCsv());
    }

    private async Task<(SweepOptions Options, StoredSweep Stored)> FindAsync(string name)
    {
        var stored = await (await StoreAsync()).FindAsync(name) ?? throw new UsageException(
            $"The database {(await SessionAsync()).Database} has no sweep {name}; `jsigan sweep list` shows those that it has.");
        return (SweepFile.Parse(stored.Definition, $"{name} of the database"), stored);
    }

    private static void RequireSame(StoredSweep stored, string definition, string file)
    {
        var (old, current) = (Lines(stored.Definition), Lines(definition));
        var differences = old.Except(current).Select(line => $"  - before: {line}").Concat(
            current.Except(old).Select(line => $"  - now: {line}")).ToList();
        if (differences.Count == 0)
            return;

        var trials = SweepStateJson.Read(stored.State).Trials.Length;
        throw new UsageException($"The sweep {stored.Name} was begun with another {file}, by which its {trials} trials were chosen; give "
            + "the new one another name, restore the file, or take `jsigan sweep extend` for more trials:\n"
            + string.Join('\n', differences.Take(ShownDifferences)));
    }

    private static List<string> Lines(string text) =>
        [.. text.Split('\n').Select(line => line.Split('#')[0].TrimEnd()).Where(line => line.Length > 0)];

    private async Task<DatabaseSession> SessionAsync() => _session ??= await open();

    private async Task<SweepStore> StoreAsync() => new((await SessionAsync()).Database);

    private static string Number(long value) => value.ToString(CultureInfo.InvariantCulture);
}
