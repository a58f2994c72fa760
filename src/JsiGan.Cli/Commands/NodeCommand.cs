using JsiGan.Cli.Display;
using JsiGan.Cli.Hosting;
using JsiGan.Cluster.Hosting;
using JsiGan.Collectives;
using JsiGan.Runtime.Events;
using JsiGan.Runtime.Files;
using JsiGan.Runtime.Hosting;
using JsiGan.Runtime.Logging;
using JsiGan.Runtime.Monitoring;
using JsiGan.Runtime.Observers;
using JsiGan.Runtime.Runs;
using JsiGan.Training.Recipes;

namespace JsiGan.Cli.Commands;

/// <summary>`jsigan node`: its options; NodeRun does the work.</summary>
public static class NodeCommand
{
    private const int StandardPort = 4053;
    private static readonly TimeSpan LogInterval = TimeSpan.FromSeconds(10);
    private static readonly Dictionary<string, Transport> Transports = new()
    {
        ["auto"] = Transport.Auto, ["gloo"] = Transport.Gloo, ["shared-memory"] = Transport.SharedMemory, ["nccl"] = Transport.Nccl,
    };

    public static Command Create(TimeProvider time)
    {
        var roles = new Option<string>("--roles")
        {
            Description = "Coordinate (one node at a time; the others stand by), or train on one device.",
            HelpName = "worker|coordinator",
            Required = true,
        };
        roles.AcceptOnlyFromAmong(NodeOptions.WorkerRole, NodeOptions.CoordinatorRole);
        var recipe = new Argument<string>("recipe") { Description = "The recipe, the same on all nodes." };
        var config = Options.Text("--config", "FILE", "HOCON: the node's address and seeds, and overrides of cluster-config/*.conf.");
        var host = Options.Text("--host", "ADDRESS", "Address that the other machines reach this one by. Default: 127.0.0.1.");
        var port = Options.Optional("--port", 0, 65535, $"Port to listen on. Default: a free one; coordinators usually take "
            + $"{StandardPort}.");
        var seeds = Options.Text("--seeds", "HOST:PORT[,...]", "Coordinators to join through. Default: be the first node.");
        var patience = Options.InRange("--join-limit", 1, 3600, 20, "Seconds to look for the cluster.");
        var run = Options.Text("--run", "NAME", "The run's name in the database, the same on all nodes. Default: the recipe's name.");
        var database = Options.Database();
        var workers = Options.InRange("--workers", 1, 1024, 1, "Workers that the first step waits for, a minute at most (coordinator).");
        var device = Options.Text("--device", "cpu|cuda:N", "Where tensors live. Default: the first GPU, else cpu (worker).");
        var threads = Options.Optional("--threads", 1, 1024, "CPU threads. Default: all cores (worker).");
        var name = Options.Text("--name", "NAME", "Name of the worker, unique in the cluster. Default: host and process.");
        var transport = Options.Choice("--transport", [.. Transports.Keys], "How gradients travel, the same on all nodes (worker).");
        var nccl = Options.Text("--nccl", "FILE", "NCCL's library, where the system does not find it. Default: libnccl.so.2 (worker).");
        var metricsPort = Options.MetricsPort();
        var log = Options.Log();
        var command = new Command("node", "Take part in a cluster of several machines.")
        {
            recipe, roles, config, host, port, seeds, patience, run, database, workers, device, threads, name, transport, nccl, metricsPort,
            log.Level, log.Format,
        };
        command.SetAction(async (parsed, _) =>
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
                JoinTimeout = TimeSpan.FromSeconds(parsed.GetValue(patience)),
                Config = file.Text,
                SeveralMachines = true,
            };
            var logs = Options.LogOf(parsed, log);
            using var logging = new RunLogging(logs);
            options = options with { LoggerFactory = logging.Factory };
            var coordinates = options.Roles.Contains(NodeOptions.CoordinatorRole);
            var parts = new RunParts { IsCoordinator = coordinates };
            var node = new NodeRun(
                loaded with { Threads = parsed.GetValue(threads) ?? loaded.Threads }, options, parsed.GetValue(run) ?? loaded.Name,
                parsed.GetValue(database), time, interrupt.Token)
            {
                Parts = parts,
            };
            await using var events = new RunEventStream();
            using var logged = events.Log(logging);
            using var shown = events.Subscribe(
                logs.Json ? new JsonObserver(Console.Out) : new ConsoleObserver(new PlainView(Console.Out, time, LogInterval), time));
            await using var measured = new RunEventStream();
            await using var monitored = await MonitoredProcess.StartAsync(
                parsed.GetValue(metricsPort), parts, coordinates ? events : measured,
                metrics => coordinates ? Feed(metrics, loaded, parsed.GetValue(workers), time) : new WorkerObserver(metrics), time);
            return coordinates
                ? await node.CoordinateAsync(parsed.GetValue(workers), events)
                : await node.TrainAsync(
                    parsed.GetValue(name) ?? $"{Environment.MachineName}-{Environment.ProcessId}",
                    parsed.GetValue(device) ?? Compute.Standard(),
                    new CollectiveOptions
                    {
                        Transport = Transports[parsed.GetValue(transport)!],
                        NcclLibrary = parsed.GetValue(nccl) ?? new CollectiveOptions().NcclLibrary,
                    },
                    measured, Console.Error);
        });
        return command;
    }

    // No event of a node's run says what its recipe is.
    private static PrometheusObserver Feed(MetricSet metrics, Recipe recipe, int workers, TimeProvider time)
    {
        var observer = new PrometheusObserver(metrics, time);
        observer.OnEvent(TrainingStarted.Of(recipe, workers));
        return observer;
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
