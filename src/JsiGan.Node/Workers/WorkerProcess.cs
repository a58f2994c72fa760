using JsiGan.Cluster;
using JsiGan.Cluster.Hosting;
using JsiGan.Protocol.Runs;
using JsiGan.Training.Recipes;

namespace JsiGan.Node.Workers;

/// <summary>
/// A worker process from its first to its last moment: joins the cluster, trains until the run is over, keeps what it is told to keep.
/// </summary>
public static class WorkerProcess
{
    /// <summary>The program's version: all workers of a run are of one.</summary>
    public static string Version { get; } = typeof(WorkerProcess).Assembly.GetName().Version!.ToString(3);

    /// <param name="setup">What to train.</param>
    /// <param name="device">Its device, as <c>cpu</c> or <c>cuda:0</c>.</param>
    /// <param name="options">Where the cluster is.</param>
    /// <param name="stop">The user's wish that it leaves.</param>
    /// <exception cref="ClusterException">The cluster cannot be joined.</exception>
    public static async Task<WorkerOutcome> RunAsync(WorkerSetup setup, string device, NodeOptions options,
        CancellationToken stop = default)
    {
        ArgumentNullException.ThrowIfNull(setup);
        Exception? fault = null;
        using var thread = new TrainingThread(setup with { Failed = met => fault = met });
        await thread.Ready.ConfigureAwait(false);
        var node = await ClusterNode.StartAsync(options).ConfigureAwait(false);
        await using (node.ConfigureAwait(false))
        {
            var hello = new Join(
                setup.Name, Environment.MachineName, device, setup.Version, setup.Recipe.Identity(), GenerationId.None, setup.Run);
            node.StartWorker(hello, thread);
            var asked = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            using var registration = stop.Register(asked.SetResult);
            await Task.WhenAny(node.WorkerExited, node.Ended, asked.Task).ConfigureAwait(false);
            if (!node.WorkerExited.IsCompleted)
            {
                return asked.Task.IsCompleted
                    ? new WorkerOutcome(0, "")
                    : new WorkerOutcome(WorkerEnds.CutOff,
                        $"The worker {setup.Name} was cut off from its cluster; started again, it joins again.");
            }

            var exit = await node.WorkerExited.ConfigureAwait(false);
            await thread.FinishAsync(exit.Keep).ConfigureAwait(false);
            var code = WorkerEnds.CodeOf(exit, fault);
            return new WorkerOutcome(code, code == WorkerEnds.Bug && fault is not null ? fault.ToString() : exit.Reason);
        }
    }

    /// <summary>
    /// A worker that another process of this machine has started: that one knows where the cluster is, so another worker may find it.
    /// </summary>
    /// <param name="setup">What to train.</param>
    /// <param name="device">Its device, as <c>cpu</c> or <c>cuda:0</c>.</param>
    /// <param name="options">Where the cluster is.</param>
    /// <param name="error">Receives what ended the worker, if it was no order.</param>
    /// <returns>The process's exit code (<see cref="WorkerEnds"/>).</returns>
    public static async Task<int> RunInFleetAsync(WorkerSetup setup, string device, NodeOptions options, TextWriter error)
    {
        ArgumentNullException.ThrowIfNull(error);
        try
        {
            var outcome = await RunAsync(setup, device, options).ConfigureAwait(false);
            if (outcome.Code != 0)
            {
                await error.WriteLineAsync(outcome.Words).ConfigureAwait(false);
            }

            return outcome.Code;
        }
        catch (ClusterException refused)
        {
            await error.WriteLineAsync(refused.Message).ConfigureAwait(false);
            return WorkerEnds.CutOff;
        }
    }
}

/// <summary>How a worker process ended.</summary>
/// <param name="Code">Its exit code (<see cref="WorkerEnds"/>).</param>
/// <param name="Words">Why.</param>
public sealed record WorkerOutcome(int Code, string Words);
