using System.Diagnostics;
using JsiGan.Runtime.Database;
using JsiGan.Runtime.Files;
using JsiGan.Runtime.Hosting;
using JsiGan.Runtime.Runs;
using JsiGan.Storage.Checkpoints;
using JsiGan.Storage.Runs;
using JsiGan.Training.Recipes;
using Spectre.Console;

namespace JsiGan.Benchmarks.Benches.Hosts;

/// <summary>
/// Three hosts, network namespaces of this machine, with a coordinator and a worker each: one is disconnected, reconnected, and then the
/// coordinator's host is killed. Times until the next update of the remaining workers, or all.
/// </summary>
public sealed class HostsBench : IBench
{
    private const int Hosts = 3;
    private const string Recipe = """
        name: hosts
        seed: 3
        batch: 6
        threads: 1
        data:
          validation-every: 2
          synthesize: { width: 128, height: 128, frames: 4, seed: 5 }
        patch: { low-size: 16 }
        stage1: { epochs: 100000, patches-per-epoch: 300, learning-rate: 1e-4, schedule: constant }
        stage2: { epochs: 1, patches-per-epoch: 6, learning-rate: 1e-6, schedule: constant }
        validation: { crops: 1, crop-size: 16 }
        """;

    public string Name => "hosts";

    public string Summary => "Three hosts (network namespaces): one disconnected, reconnected, and the coordinator's killed: seconds to "
        + "the next update of the others.";

    public IReadOnlyList<string> Rows { get; } = ["hosts.cut", "hosts.heal", "hosts.coordinator", "hosts.lost", "hosts.repeated"];

    public IReadOnlyList<ResultRow> Run(BenchOptions options, IAnsiConsole console)
    {
        using var interrupt = new Interrupt();
        var rounds = new List<Round>();
        for (var round = 0; round < (options.Quick ? 1 : options.Runs); round++)
            rounds.Add(RoundAsync(text => console.MarkupLineInterpolated($"[grey]{text}[/]"), interrupt.Token).GetAwaiter().GetResult());

        return
        [
            Row("hosts.cut", rounds.Select(each => each.Cut)),
            Row("hosts.heal", rounds.Select(each => each.Heal)),
            Row("hosts.coordinator", rounds.Select(each => each.Coordinator)),
            ResultRow.Alone("hosts.lost", rounds.Sum(each => each.Lost), "count", higherIsBetter: false, rounds.Count),
            ResultRow.Alone("hosts.repeated", rounds.Sum(each => each.Repeated), "count", higherIsBetter: false, rounds.Count),
        ];
    }

    private static ResultRow Row(string name, IEnumerable<double> seconds) =>
        ResultRow.Alone(name, Statistics.Median(seconds), "s", higherIsBetter: false, seconds.Count());

    private static async Task<Round> RoundAsync(Action<string> log, CancellationToken stop)
    {
        var folder = Directory.CreateTempSubdirectory("jsigan-hosts-");
        File.SetUnixFileMode(folder.FullName, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute
            | UnixFileMode.OtherExecute);
        try
        {
            using var network = HostNetwork.Make(Hosts);
            using var server = await HostServer.StartAsync(folder.FullName);
            var recipe = Path.Combine(folder.FullName, "hosts.yaml");
            await File.WriteAllTextAsync(recipe, Recipe, stop);
            TrainingData.Open(RecipeFile.Load(recipe, []), Path.Combine(folder.FullName, TrainingRun.DataFolder), new NoDisplay(), stop)
                .Dispose();
            await using var cluster = new HostCluster(folder.FullName, recipe, log);
            return await DisturbAsync(cluster, log, stop);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task<Round> DisturbAsync(HostCluster cluster, Action<string> log, CancellationToken stop)
    {
        await cluster.StartAsync(Hosts, stop);
        var generation = await cluster.TrainAsync(Hosts, GenerationId.None, stop);

        log($"host {Hosts} is disconnected");
        var watch = Stopwatch.StartNew();
        HostNetwork.Cut(Hosts);
        generation = await cluster.TrainAsync(Hosts - 1, generation, stop);
        var cut = watch.Elapsed.TotalSeconds;
        while (cluster.On(Hosts).Any(node => node.Ends == 0))
            await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System, stop);

        log($"host {Hosts} is reconnected");
        watch.Restart();
        HostNetwork.Heal(Hosts);
        generation = await cluster.TrainAsync(Hosts, generation, stop);
        var heal = watch.Elapsed.TotalSeconds;

        log("host 1, the coordinator's, is killed");
        watch.Restart();
        HostNetwork.Cut(1);
        foreach (var node in cluster.On(1))
            node.Kill();

        await cluster.TrainAsync(Hosts - 1, generation, stop);
        var coordinator = watch.Elapsed.TotalSeconds;
        await cluster.StopAsync();
        var (lost, repeated) = await LedgerAsync();
        return new Round(cut, heal, coordinator, lost, repeated);
    }

    // Each step of the saved weights belongs to one generation.
    private static async Task<(int Lost, int Repeated)> LedgerAsync()
    {
        await using var database = await HostServer.OpenAsync();
        var run = await new RunStore(database).FindAsync("hosts");
        var saved = (await new CheckpointStore(database).NewestAsync(run.Id))?.Description.Step ?? 0;
        var store = new DatabaseRunStore(new Coordination(database, run.Id), _ => { }, _ => Task.CompletedTask);
        var record = await store.TakeOverAsync();
        var times = new int[saved];
        foreach (var (_, first, end) in record.Ledger.Ranges(saved))
        {
            for (var step = first; step < end; step++)
                times[step]++;
        }

        return (times.Count(count => count == 0), times.Count(count => count > 1));
    }

    private sealed record Round(double Cut, double Heal, double Coordinator, int Lost, int Repeated);
}
