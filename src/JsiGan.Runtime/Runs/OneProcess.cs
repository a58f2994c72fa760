using JsiGan.Cluster.Hosting;
using JsiGan.Protocol.Events;
using JsiGan.Runtime.Workers;
using Microsoft.Extensions.Logging;

namespace JsiGan.Runtime.Runs;

/// <summary>One worker in the coordinator's process: no child process and no socket.</summary>
/// <param name="setup">What the worker trains.</param>
/// <param name="device">Its device, as <c>cpu</c> or <c>cuda:0</c>.</param>
/// <param name="loggers">Receive Akka's warnings; null for none.</param>
public sealed class OneProcess(WorkerSetup setup, string device, ILoggerFactory? loggers = null) : IDeployment
{
    public int Workers => 1;

    public Task<IRunNode> StartNodeAsync() => Task.FromResult<IRunNode>(new LocalNode(loggers));

    public IWorkerHost Host(IRunNode node, IRunObserver observer) => new InProcessWorker(setup with { Alone = true }, device, node);
}
