using System.CommandLine;
using JsiGan.Cluster.Hosting;
using JsiGan.Collectives;
using JsiGan.Node.Database;
using JsiGan.Node.Hosting;
using JsiGan.Node.Runs;
using JsiGan.Training.Recipes;

namespace JsiGan.Node.Commands;

/// <summary>`jsigan node`: its options; NodeRun does the work.</summary>
public static class NodeCommand
{
    private const int StandardPort = 4053;
    private static readonly Dictionary<string, Transport> Transports = new()
    {
        ["auto"] = Transport.Auto, ["gloo"] = Transport.Gloo, ["shared-memory"] = Transport.SharedMemory, ["nccl"] = Transport.Nccl,
    };

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
        var config = Options.Text("--config", "FILE", "HOCON: where the node is, and what goes before cluster-config/*.conf.");
        var host = Options.Text("--host", "ADDRESS", "Address that the other machines reach this one by. Default: 127.0.0.1.");
        var port = Options.Optional("--port", 0, 65535, $"Port to listen on. Default: a free one; coordinators usually take "
            + $"{StandardPort}.");
        var seeds = Options.Text("--seeds", "HOST:PORT[,...]", "Coordinators to join through. Default: be the first node.");
        var patience = Options.InRange("--join-limit", 1, 3600, 20, "Seconds to look for the cluster.");
        var run = Options.Text("--run", "NAME", "The run's name in the database, the same on all nodes. Default: the recipe's name.");
        var database = DatabaseSession.Option();
        var workers = Options.InRange("--workers", 1, 1024, 1, "Workers that the first step waits for, a minute at most (coordinator).");
        var device = Options.Text("--device", "cpu|cuda:N", "Where tensors live. Default: the first GPU, else cpu (worker).");
        var threads = Options.Optional("--threads", 1, 1024, "CPU threads. Default: all cores (worker).");
        var name = Options.Text("--name", "NAME", "Name of the worker, unique in the cluster. Default: host and process.");
        var transport = Options.Choice("--transport", [.. Transports.Keys], "How gradients travel, the same on all nodes (worker).");
        var nccl = Options.Text("--nccl", "FILE", "NCCL's library, where the system does not find it. Default: libnccl.so.2 (worker).");
        var command = new Command("node", "Take part in a cluster of several machines (needs the real Akka.NET).")
        {
            recipe, roles, config, host, port, seeds, patience, run, database, workers, device, threads, name, transport, nccl,
        };
        command.SetAction(parsed =>
        {
            using var interrupt = new Interrupt();
            var loaded = RecipeFile.Load(RecipeLocator.Find(parsed.GetValue(recipe), RecipeLocator.ShippedFolder), []);
            var file = parsed.GetValue(config) is { } path ? NodeFile.Parse(Read(path), path) : NodeFile.None;
            var options = new NodeOptions
            {
                Roles = [parsed.GetValue(roles)!],
                Host = parsed.GetValue(host) ?? file.Host ?? new NodeOptions().Host,
                Port = parsed.GetValue(port) ?? file.Port ?? 0,
                Seeds = parsed.GetValue(seeds) is { } named ? Split(named) : file.Seeds ?? [],
                JoinLimit = TimeSpan.FromSeconds(parsed.GetValue(patience)),
                Config = file.Text,
                SeveralMachines = true,
            };
            var node = new NodeRun(
                loaded with { Threads = parsed.GetValue(threads) ?? loaded.Threads }, options, parsed.GetValue(run) ?? loaded.Name,
                parsed.GetValue(database), time, interrupt.Token);
            var work = options.Roles.Contains(NodeOptions.CoordinatorRole)
                ? node.CoordinateAsync(parsed.GetValue(workers), Console.WriteLine)
                : node.TrainAsync(
                    parsed.GetValue(name) ?? $"{Environment.MachineName}-{Environment.ProcessId}",
                    parsed.GetValue(device) ?? Compute.Standard(),
                    new CollectiveOptions
                    {
                        Transport = Transports[parsed.GetValue(transport)!],
                        NcclLibrary = parsed.GetValue(nccl) ?? new CollectiveOptions().NcclLibrary,
                    },
                    Console.Error);
            return work.GetAwaiter().GetResult();
        });
        return command;
    }

    private static string[] Split(string seeds) => seeds.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    private static string Read(string config)
    {
        try
        {
            return File.ReadAllText(config);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"--config {config} cannot be read ({fault.Message.TrimEnd('.')}); name a HOCON file.", fault);
        }
    }
}
