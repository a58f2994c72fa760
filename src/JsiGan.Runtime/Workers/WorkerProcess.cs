using JsiGan.Cluster;
using JsiGan.Cluster.Hosting;
using JsiGan.Protocol.Runs;
using JsiGan.Training.Recipes;

namespace JsiGan.Runtime.Workers;

/// <summary>A worker: joins the run, trains until the run is over, and saves the final checkpoint if the coordinator asks for it.</summary>
public static class WorkerProcess
{
    /// <summary>The program's version: all workers of a run are of one.</summary>
    public static string Version { get; } = typeof(WorkerProcess).Assembly.GetName().Version!.ToString(3);

    /// <param name="setup">What to train.</param>
    /// <param name="device">Its device, as <c>cpu</c> or <c>cuda:0</c>.</param>
    /// <param name="options">How to join the cluster.</param>
    /// <param name="stop">Cancelled when the user wants the worker to leave.</param>
    /// <exception cref="ClusterException">The cluster cannot be joined.</exception>
    public static async Task<WorkerOutcome> RunAsync(WorkerSetup setup, string device, NodeOptions options,
        CancellationToken stop = default)
    {
        IRunNode? node = null;
        try
        {
            return await TrainAsync(
                setup, device, async () => node = await ClusterNode.StartAsync(options).ConfigureAwait(false), stop).ConfigureAwait(false);
        }
        finally
        {
            if (node is not null)
                await node.DisposeAsync().ConfigureAwait(false);
        }
    }

    /// <summary>Trains on a node until the run is over, the node has ended, or the user wants the worker to leave.</summary>
    /// <param name="setup">What to train.</param>
    /// <param name="device">Its device, as <c>cpu</c> or <c>cuda:0</c>.</param>
    /// <param name="join">Returns the node when data and networks are ready. The caller disposes it.</param>
    /// <param name="stop">Cancelled when the user wants the worker to leave.</param>
    internal static async Task<WorkerOutcome> TrainAsync(
        WorkerSetup setup, string device, Func<Task<IRunNode>> join, CancellationToken stop)
    {
        Exception? fault = null;
        using var thread = new TrainingThread(setup with { Failed = met => fault = met });
        await thread.Ready.ConfigureAwait(false);
        var node = await join().ConfigureAwait(false);
        setup.Joined(node);
        var request = new JoinRequest(
            setup.Name, Environment.MachineName, device, setup.Version, setup.Recipe.Identity(), GenerationId.None, setup.Run);
        node.StartWorker(request, thread);
        var asked = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var registration = stop.Register(asked.SetResult);
        await Task.WhenAny(node.WorkerExited, node.Ended, asked.Task).ConfigureAwait(false);
        if (!node.WorkerExited.IsCompleted)
        {
            return asked.Task.IsCompleted
                ? new WorkerOutcome(0, "")
                : new WorkerOutcome(WorkerEnds.CutOff,
                    $"The worker {setup.Name} lost its cluster; restart it to join again.");
        }

        var exit = await node.WorkerExited.ConfigureAwait(false);
        await thread.FinishAsync(exit.SaveCheckpoint).ConfigureAwait(false);
        var code = WorkerEnds.CodeOf(exit, fault);
        return new WorkerOutcome(code, code == WorkerEnds.Bug && fault is not null ? fault.ToString() : exit.Reason, fault);
    }

    /// <summary>A worker started by another process of this machine, which may replace it.</summary>
    /// <param name="setup">What to train.</param>
    /// <param name="device">Its device, as <c>cpu</c> or <c>cuda:0</c>.</param>
    /// <param name="options">How to join the cluster.</param>
    /// <param name="error">Receives the failure that ended the worker.</param>
    /// <returns>The process's exit code (<see cref="WorkerEnds"/>).</returns>
    public static async Task<int> RunInFleetAsync(WorkerSetup setup, string device, NodeOptions options, TextWriter error)
    {
        try
        {
            var outcome = await RunAsync(setup, device, options).ConfigureAwait(false);
            if (outcome.Code != 0)
                await error.WriteLineAsync(outcome.Words).ConfigureAwait(false);

            return outcome.Code;
        }
        catch (ClusterException refused)
        {
            await error.WriteLineAsync(refused.Message).ConfigureAwait(false);
            return WorkerEnds.CutOff;
        }
    }
}

/// <summary>How a worker ended.</summary>
/// <param name="Code">Its exit code (<see cref="WorkerEnds"/>).</param>
/// <param name="Words">Why.</param>
/// <param name="Fault">The exception of its training thread, if any.</param>
public sealed record WorkerOutcome(int Code, string Words, Exception? Fault = null);
