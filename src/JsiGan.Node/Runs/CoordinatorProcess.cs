using JsiGan.Cluster;
using JsiGan.Cluster.Hosting;
using JsiGan.Node.Workers;
using JsiGan.Protocol.Runs;

namespace JsiGan.Node.Runs;

/// <summary>A process that may coordinate a run, or stands by for the one that does.</summary>
public static class CoordinatorProcess
{
    /// <param name="settings">What the run is held to.</param>
    /// <param name="store">Where the run's coordinators find what the one before has left.</param>
    /// <param name="options">Where the cluster is.</param>
    /// <param name="say">Receives what people want to read.</param>
    /// <param name="time">The clock of all waits.</param>
    /// <param name="stop">The user's wish to stop the run.</param>
    /// <returns>0 when the run is over or was stopped, <see cref="WorkerEnds.CutOff"/> when this node was put out of the cluster.</returns>
    /// <exception cref="ClusterException">The cluster cannot be joined.</exception>
    public static async Task<int> RunAsync(
        RunSettings settings, IRunStore store, NodeOptions options, Action<string> say, TimeProvider time, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(say);
        var node = await ClusterNode.StartAsync(options).ConfigureAwait(false);
        await using var owned = node.ConfigureAwait(false);
        node.Noted += say;
        node.StartCoordinator(store, settings, time);
        say($"node {node.HostAndPort} is up; workers join by --seeds {node.HostAndPort}");
        using var asked = stop.Register(() => node.Tell(new RunEvent.StopAsked("stopped by the user")));
        await Task.WhenAny(node.RunEnded, node.Ended).ConfigureAwait(false);
        if (!node.RunEnded.IsCompleted)
        {
            return WorkerEnds.CutOff;
        }

        var end = await node.RunEnded.ConfigureAwait(false);
        say($"the run is over: {end.Reason}");
        return 0;
    }
}
