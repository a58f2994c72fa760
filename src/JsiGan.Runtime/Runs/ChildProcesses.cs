using JsiGan.Cluster.Hosting;
using JsiGan.Core.Files;
using JsiGan.Protocol.Events;
using JsiGan.Protocol.Runs;
using JsiGan.Runtime.Files;
using JsiGan.Runtime.Fleet;
using JsiGan.Runtime.Workers;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace JsiGan.Runtime.Runs;

/// <summary>Workers in child processes, which join a cluster whose first node is this process.</summary>
/// <param name="folder">The run; its address file names the node while workers are there.</param>
/// <param name="workers">Processes.</param>
/// <param name="command">How they are started, given the coordinator's node as host:port.</param>
/// <param name="time">The clock.</param>
/// <param name="loggers">Receive Akka's warnings; null for none.</param>
public sealed class ChildProcesses(
    RunFolder folder, int workers, Func<string, WorkerCommand> command, TimeProvider time, ILoggerFactory? loggers = null) : IDeployment
{
    public int Workers => workers;

    public async Task<IRunNode> StartNodeAsync() =>
        await ClusterNode.StartAsync(new NodeOptions
        {
            Roles = [NodeOptions.CoordinatorRole], LoggerFactory = loggers ?? NullLoggerFactory.Instance,
        }).ConfigureAwait(false);

    public IWorkerHost Host(IRunNode node, IRunObserver observer)
    {
        var address = ((ClusterNode)node).HostAndPort;
        var fleet = new WorkerFleet(
            command(address), workers, (worker, how) => node.Tell(new RunInput.Lost(worker, new LossCause.ProcessExited(how))), observer,
            time);
        return new WatchedFleet(fleet, node, folder, address, time);
    }

    private sealed class WatchedFleet(WorkerFleet fleet, IRunNode node, RunFolder folder, string address, TimeProvider time) : IWorkerHost
    {
        private FleetWatch? _watch;

        public Task<WorkerDeath> Exhausted => fleet.Exhausted;

        public IReadOnlyDictionary<string, int> Processes => fleet.Running;

        public void Start()
        {
            AtomicFile.Write(folder.Address, address);
            fleet.Start();
            _watch = new FleetWatch(node, fleet, time);
        }

        public async Task<bool> EndAsync(TimeSpan timeout) => await fleet.EndAsync(timeout).ConfigureAwait(false);

        public async ValueTask DisposeAsync()
        {
            if (_watch is { } watch)
                await watch.DisposeAsync().ConfigureAwait(false);

            await fleet.DisposeAsync().ConfigureAwait(false);
            File.Delete(folder.Address);
        }
    }
}
