using JsiGan.Cluster;
using JsiGan.Cluster.Hosting;
using JsiGan.Protocol.Events;
using JsiGan.Protocol.Runs;
using JsiGan.Runtime.Events;
using JsiGan.Runtime.Monitoring;
using JsiGan.Runtime.Workers;

namespace JsiGan.Runtime.Runs;

/// <summary>A process that may coordinate a run, or stands by for the one that does.</summary>
/// <param name="settings">The run's settings.</param>
/// <param name="store">The run's store.</param>
/// <param name="options">How to join the cluster.</param>
/// <param name="observer">Receives the run's events.</param>
/// <param name="time">The clock.</param>
public sealed class CoordinatorProcess(RunSettings settings, IRunStore store, NodeOptions options, IRunObserver observer, TimeProvider time)
{
    /// <summary>Checks whether this node may coordinate once it is in its cluster; the result is disposed at the end.</summary>
    public Func<ClusterNode, Task<IAsyncDisposable>>? Admit { get; init; }

    /// <summary>Takes this process's node while the run is on.</summary>
    public RunParts Parts { get; init; } = new();

    /// <summary>Coordinates, or stands by, until the run is over or the user stops it. A user's stop ends the run if this process
    /// coordinates it, else only this process.</summary>
    /// <returns>0, or <see cref="WorkerEnds.CutOff"/> when this node was removed from the cluster.</returns>
    /// <exception cref="ClusterException">The cluster cannot be joined.</exception>
    /// <exception cref="FailureException">The run ended before its last step without a request.</exception>
    public async Task<int> RunAsync(CancellationToken stop)
    {
        var node = await ClusterNode.StartAsync(options).ConfigureAwait(false);
        await using var owned = node.ConfigureAwait(false);
        using var seen = Parts.Use(node);
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
