using System.CommandLine;
using JsiGan.Cluster.Hosting;
using JsiGan.Node.Fleet;
using JsiGan.Node.Hosting;
using JsiGan.Node.Runs;
using JsiGan.Node.Workers;
using JsiGan.Training.Recipes;
using static TorchSharp.torch;

namespace JsiGan.Benchmarks.Recovery;

/// <summary>The hidden command of a worker of a <see cref="SmallRun"/>: what `jsigan worker` is to `jsigan train`, with networks and
/// patches of its own.</summary>
public static class RecoveryWorker
{
    private const string Name = "recovery-child";

    /// <summary>Program and arguments that lead here.</summary>
    public static IReadOnlyList<string> Program => ["dotnet", typeof(RecoveryWorker).Assembly.Location, Name];

    public static Command Command()
    {
        var seed = new Option<string>("--seed") { Required = true };
        var run = new Option<string>("--run") { Required = true };
        var name = new Option<string>("--name") { Required = true };
        var device = new Option<string>("--device") { Required = true };
        var threads = new Option<int>("--threads") { Required = true };
        var machines = new Option<bool>("--several-machines");
        var version = new Option<string>("--version-of") { DefaultValueFactory = _ => WorkerProcess.Version };
        var worker = new Command("worker") { seed, run, name, device, threads, machines, version };
        worker.SetDependentAction(parsed =>
        {
            using var interrupt = new Interrupt();
            return Run(
                new RunFolder(parsed.GetValue(run)!), parsed.GetValue(name)!, parsed.GetValue(threads), parsed.GetValue(version)!,
                new NodeOptions
                {
                    Seeds = parsed.GetValue(seed)!.Split(','),
                    Roles = [NodeOptions.WorkerRole],
                    SeveralMachines = parsed.GetValue(machines),
                });
        });
        return new Command(Name) { worker, Coordinator(seed, run) }.Hide();
    }

    private static Command Coordinator(Option<string> seed, Option<string> run)
    {
        var command = new Command("coordinator") { seed, run };
        command.SetDependentAction(parsed =>
        {
            var folder = new RunFolder(parsed.GetValue(run)!);
            return new CoordinatorProcess(
                RunPlan.Settings(RecipeFile.Load(folder.Recipe, []), workers: 2),
                new LedgerFile(folder.Ledger, new FolderCheckpoints(folder.Checkpoint)),
                new NodeOptions { Seeds = [parsed.GetValue(seed)!], Roles = [NodeOptions.CoordinatorRole] },
                Console.WriteLine, TimeProvider.System).RunAsync(CancellationToken.None).GetAwaiter().GetResult();
        });
        return command;
    }

    private static Command Hide(this Command command)
    {
        command.Hidden = true;
        return command;
    }

    private static int Run(RunFolder folder, string name, int threads, string version, NodeOptions options)
    {
        var recipe = RecipeFile.Load(folder.Recipe, []) with { Threads = threads };
        set_num_threads(threads);
        var setup = new WorkerSetup
        {
            Name = name,
            Version = version,
            Recipe = recipe,
            MakeTrainer = group => SmallRun.Trainer(recipe, new RampPatches(new Trouble(folder.Path, name).Obey), group),
            Checkpoints = new FolderCheckpoints(folder.Checkpoint),
        };
        return WorkerProcess.RunInFleetAsync(setup, "cpu", options, Console.Error).GetAwaiter().GetResult();
    }
}
