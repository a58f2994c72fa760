using JsiGan.Cluster.Hosting;
using JsiGan.Protocol.Events;
using JsiGan.Runtime.Workers;

namespace JsiGan.Runtime.Runs;

/// <summary>How the coordinator and the workers of a run on this machine are deployed.</summary>
public interface IDeployment
{
    /// <summary>Workers that the first generation waits for.</summary>
    int Workers { get; }

    /// <summary>Starts the node that the coordinator runs on.</summary>
    Task<IRunNode> StartNodeAsync();

    /// <summary>The workers of a run whose coordinator has been started; they are not started yet.</summary>
    /// <param name="node">The coordinator's node.</param>
    /// <param name="observer">Receives events of the workers' processes.</param>
    IWorkerHost Host(IRunNode node, IRunObserver observer);
}
