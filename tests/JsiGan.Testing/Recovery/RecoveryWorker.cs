using System.CommandLine;
using JsiGan.Cli.Commands;
using JsiGan.Cluster.Hosting;
using JsiGan.Collectives;
using JsiGan.Runtime.Checkpoints;
using JsiGan.Runtime.Files;
using JsiGan.Runtime.Hosting;
using JsiGan.Runtime.Observers;
using JsiGan.Runtime.Runs;
using JsiGan.Runtime.Workers;
using JsiGan.Training.Recipes;

namespace JsiGan.Testing.Recovery;

/// <summary>
/// The hidden command of `jsigan bench` that runs a worker or coordinator of a <see cref="SmallRun"/>, as `jsigan worker` does for
/// `jsigan train`.
/// </summary>
public static class RecoveryWorker
{
    /// <inheritdoc cref="NcclHost"/>
    public const string SharesGpu = "--shares-gpu";

    private const string Name = "recovery-child";

    /// <summary>The program and arguments that run this command.</summary>
    public static IReadOnlyList<string> Program => [.. Programs.Bench, Name];

    public static Command Command()
    {
        var seed = new Option<string>("--seed") { Required = true };
        var run = new Option<string>("--run") { Required = true };
        var name = new Option<string>("--name") { Required = true };
        var device = new Option<string>("--device") { Required = true };
        var threads = new Option<int>("--threads") { Required = true };
        var machines = new Option<bool>("--several-machines");
        var shares = new Option<bool>(SharesGpu);
        var version = new Option<string>("--version-of") { DefaultValueFactory = _ => WorkerProcess.Version };
        var worker = new Command("worker") { seed, run, name, device, threads, machines, shares, version };
        worker.SetDependentAction(async parsed =>
        {
            using var interrupt = new Interrupt();
            if (parsed.GetValue(shares))
                NcclHost.Set(parsed.GetValue(name)!);

            return await RunAsync(
                new RunFolder(parsed.GetValue(run)!), parsed.GetValue(name)!, parsed.GetValue(device)!, parsed.GetValue(threads),
                parsed.GetValue(version)!,
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
                new JsonObserver(Console.Out),
                TimeProvider.System).RunAsync(CancellationToken.None);
        });
        return command;
    }

    private static Command Hide(this Command command)
    {
        command.Hidden = true;
        return command;
    }

    private static Task<int> RunAsync(RunFolder folder, string name, string device, int threads, string version, NodeOptions options)
    {
        var recipe = RecipeFile.Load(folder.Recipe, []) with { Threads = threads };
        var opened = Compute.Open(device, threads);
        var setup = new WorkerSetup
        {
            Name = name,
            Version = version,
            Recipe = recipe,
            MakeTrainer = group => SmallRun.Trainer(
                recipe, new RampPatches(SmallRun.GeometryOf(recipe), new FaultInjection(folder.Path, name).Apply), group, opened),
            Checkpoints = new FolderCheckpoints(folder.Checkpoint),
            Collectives = CollectiveOptions.For(Compute.GpuOf(opened)),
        };
        return WorkerProcess.RunInFleetAsync(setup, device, options, Console.Error);
    }
}
