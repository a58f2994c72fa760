using System.CommandLine;
using System.Net;
using JsiGan.Cluster.Hosting;
using JsiGan.Collectives;
using JsiGan.Node.Database;
using JsiGan.Node.Display;
using JsiGan.Node.Hosting;
using JsiGan.Node.Runs;
using JsiGan.Node.Workers;
using JsiGan.Training;
using JsiGan.Training.Recipes;

namespace JsiGan.Node.Commands;

/// <summary>`jsigan node`: one process of a cluster of several machines, a worker or a coordinator.</summary>
public static class NodeCommand
{
    private const int StandardPort = 4053;

    public static Command Create(TimeProvider time)
    {
        var roles = new Option<string>("--roles")
        {
            Description = "What it does: coordinate (one goes ahead, the others stand by), or train on one device.",
            HelpName = "worker|coordinator",
            Required = true,
        };
        roles.AcceptOnlyFromAmong(NodeOptions.WorkerRole, NodeOptions.CoordinatorRole);
        var recipe = new Argument<string>("recipe") { Description = "The recipe, the same on all nodes." };
        var host = Options.Text("--host", "ADDRESS", "Address that the other machines reach this one by. Default: 127.0.0.1.");
        var port = Options.InRange("--port", 0, 65535, 0, $"Port to listen on; 0 takes a free one. Coordinators usually take {StandardPort}.");
        var seeds = Options.Text("--seeds", "HOST:PORT[,...]", "Coordinators to join through. Default: be the first node.");
        var config = Options.Text("--config", "FILE", "HOCON that goes before cluster-config/*.conf.");
        var run = Options.Text("--run", "DIR", "Folder of the run, which all nodes see, unless it is in a database. Default: runs/NAME.");
        var workers = Options.InRange("--workers", 1, 1024, 1, "Workers that the first step waits for, a minute at most (coordinator).");
        var device = Options.Text("--device", "cpu|cuda:N", "Where tensors live. Default: the first GPU, else cpu (worker).");
        var threads = Options.Optional("--threads", 1, 1024, "CPU threads. Default: all cores (worker).");
        var name = Options.Text("--name", "NAME", "Name of the worker, unique in the cluster. Default: host and process.");
        var command = new Command("node", "Take part in a cluster of several machines (needs the real Akka.NET).")
        {
            recipe, roles, host, port, seeds, config, run, workers, device, threads, name,
        };
        command.SetAction(parsed =>
        {
            using var interrupt = new Interrupt();
            var loaded = RecipeFile.Load(RecipeLocator.Find(parsed.GetValue(recipe), RecipeLocator.ShippedFolder), []);
            var folder = new RunFolder(parsed.GetValue(run) ?? Path.Combine(TrainingRun.RunsFolder, loaded.Name));
            var options = Node(parsed.GetValue(roles)!, parsed.GetValue(host), parsed.GetValue(port), parsed.GetValue(seeds), parsed.GetValue(config));
            return (options.Roles.Contains(NodeOptions.CoordinatorRole)
                ? CoordinateAsync(loaded, folder, options, parsed.GetValue(workers), time, interrupt.Token)
                : TrainAsync(
                    loaded with { Threads = parsed.GetValue(threads) ?? loaded.Threads }, folder, options,
                    parsed.GetValue(device) ?? Compute.Standard(),
                    parsed.GetValue(name) ?? $"{Environment.MachineName}-{Environment.ProcessId}", time, interrupt.Token))
                .GetAwaiter().GetResult();
        });
        return command;
    }

    private static NodeOptions Node(string role, string? host, int port, string? seeds, string? config) => new()
    {
        Roles = [role],
        Host = host ?? new NodeOptions().Host,
        Port = port,
        Seeds = seeds?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) ?? [],
        Config = config is null ? "" : Read(config),
        SeveralMachines = true,
    };

    private static async Task<int> CoordinateAsync(
        Recipe recipe, RunFolder folder, NodeOptions options, int workers, TimeProvider time, CancellationToken stop)
    {
        Directory.CreateDirectory(folder.Path);
        var store = new LedgerFile(folder.Ledger, new FolderCheckpoints(folder.Checkpoint));
        return await CoordinatorProcess.RunAsync(RunPlan.Settings(recipe, workers), store, options, Console.WriteLine, time, stop).ConfigureAwait(false);
    }

    private static async Task<int> TrainAsync(
        Recipe recipe, RunFolder folder, NodeOptions options, string device, string name, TimeProvider time, CancellationToken stop)
    {
        var opened = Compute.Open(device, recipe.Threads);
        Directory.CreateDirectory(folder.Path);
        using var data = TrainingData.Open(recipe, TrainingRun.DataFolder, new QuietView(), stop);
        var (checkpoints, database) = await WorkerDatabase.OpenAsync(recipe, folder, time).ConfigureAwait(false);
        await using var owned = database;
        var setup = new WorkerSetup
        {
            Name = name,
            Recipe = recipe,
            MakeTrainer = group => new Trainer(recipe, data.Patches(), data.Validation, opened, time, group),
            Checkpoints = checkpoints,
            Collectives = new CollectiveOptions { CudaDevice = opened.type == TorchSharp.DeviceType.CUDA ? opened.index : null },
            Address = Dns.GetHostAddresses(options.Host)[0],
            Time = time,
        };
        return await WorkerProcess.RunAsync(setup, device, options, Console.Error, stop).ConfigureAwait(false);
    }

    private static string Read(string config)
    {
        try
        {
            return File.ReadAllText(config);
        }
        catch (IOException fault)
        {
            throw new UsageException($"--config {config} cannot be read ({fault.Message.TrimEnd('.')}); name a HOCON file.", fault);
        }
    }
}
