using JsiGan.Cluster;
using JsiGan.Cluster.Hosting;
using JsiGan.Protocol.Events;
using JsiGan.Protocol.Runs;
using JsiGan.Runtime.Events;
using JsiGan.Runtime.Workers;

namespace JsiGan.Runtime.Runs;

/// <summary>A process that may coordinate a run, or stands by for the one that does.</summary>
/// <param name="settings">What the run is held to.</param>
/// <param name="store">Where the run's coordinators find what the one before has left.</param>
/// <param name="options">Where the cluster is.</param>
/// <param name="observer">Receives the run's events.</param>
/// <param name="time">The clock of all waits.</param>
public sealed class CoordinatorProcess(RunSettings settings, IRunStore store, NodeOptions options, IRunObserver observer, TimeProvider time)
{
    /// <summary>Asked whether this node may coordinate when it is in its cluster; what it returns is disposed of at the end.</summary>
    public Func<ClusterNode, Task<IAsyncDisposable>>? Admit { get; init; }

    /// <summary>Coordinates, or stands by, until the run is over or the user stops it: the run, where this process coordinates, and else it
    /// alone.</summary>
    /// <returns>0, or <see cref="WorkerEnds.CutOff"/> when this node was removed from the cluster.</returns>
    /// <exception cref="ClusterException">The cluster cannot be joined.</exception>
    /// <exception cref="FailureException">The run ended before its last step, and nobody had asked for that.</exception>
    public async Task<int> RunAsync(CancellationToken stop)
    {
        var node = await ClusterNode.StartAsync(options).ConfigureAwait(false);
        await using var owned = node.ConfigureAwait(false);
        await using var admitted = Admit is null ? null : await Admit(node).ConfigureAwait(false);
        node.StartCoordinator(store, settings, time, observer);
        observer.OnEvent(new NodeStarted(node.HostAndPort, node.Members.Count));
        var leave = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var asked = stop.Register(() => Leave(node, leave));
        await Task.WhenAny(node.RunEnded, node.Ended, leave.Task).ConfigureAwait(false);
        if (node.RunEnded.IsCompletedSuccessfully)
        {
            var end = await node.RunEnded.ConfigureAwait(false);
            return end.IsFailure ? throw new FailureException($"The run ended before its last step: {RunEventText.Of(end)}.") : 0;
        }

        if (leave.Task.IsCompleted)
            return 0;

        observer.OnEvent(new NodeRemoved(node.HostAndPort));
        return WorkerEnds.CutOff;
    }

    private static void Leave(ClusterNode node, TaskCompletionSource leave)
    {
        if (node.Coordinates)
            node.Tell(new RunInput.StopRequested("stopped by the user"));
        else
            leave.SetResult();
    }
}
