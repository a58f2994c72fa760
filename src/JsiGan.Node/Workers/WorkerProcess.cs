using JsiGan.Cluster;
using JsiGan.Cluster.Hosting;
using JsiGan.Protocol;
using JsiGan.Protocol.Runs;
using JsiGan.Training.Recipes;

namespace JsiGan.Node.Workers;

/// <summary>A worker process from its first to its last moment: joins the cluster, trains until the run is over, keeps what it is told to keep.</summary>
public static class WorkerProcess
{
    /// <summary>The program's version: all workers of a run are of one.</summary>
    public static string Version { get; } = typeof(WorkerProcess).Assembly.GetName().Version!.ToString(3);

    /// <param name="setup">What to train.</param>
    /// <param name="device">Its device, as <c>cpu</c> or <c>cuda:0</c>.</param>
    /// <param name="options">Where the cluster is.</param>
    /// <param name="error">Receives what ended the worker, if it was no order.</param>
    /// <param name="stop">The user's wish that it leaves.</param>
    /// <returns>The process's exit code (<see cref="WorkerEnds"/>).</returns>
    public static async Task<int> RunAsync(
        WorkerSetup setup, string device, NodeOptions options, TextWriter error, CancellationToken stop = default)
    {
        ArgumentNullException.ThrowIfNull(setup);
        ArgumentNullException.ThrowIfNull(error);
        Exception? fault = null;
        using var thread = new TrainingThread(setup with { Failed = met => fault = met });
        await thread.Ready.ConfigureAwait(false);
        var node = await JoinAsync(options, error).ConfigureAwait(false);
        if (node is null)
        {
            return WorkerEnds.CutOff;
        }

        await using (node.ConfigureAwait(false))
        {
            node.StartWorker(
                new Join(setup.Name, Environment.MachineName, device, Version, setup.Recipe.Identity(), GenerationId.None), thread);
            var asked = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            using var registration = stop.Register(asked.SetResult);
            await Task.WhenAny(node.WorkerExited, node.Ended, asked.Task).ConfigureAwait(false);
            if (!node.WorkerExited.IsCompleted)
            {
                return asked.Task.IsCompleted ? 0 : WorkerEnds.CutOff;
            }

            var exit = await node.WorkerExited.ConfigureAwait(false);
            await thread.FinishAsync(exit.Keep).ConfigureAwait(false);
            var code = WorkerEnds.CodeOf(exit, fault);
            if (code != 0)
            {
                await error.WriteLineAsync(code == WorkerEnds.Bug && fault is not null ? fault.ToString() : exit.Reason).ConfigureAwait(false);
            }

            return code;
        }
    }

    // Whoever started this process knows where the cluster is, so another one may find it.
    private static async Task<ClusterNode?> JoinAsync(NodeOptions options, TextWriter error)
    {
        try
        {
            return await ClusterNode.StartAsync(options).ConfigureAwait(false);
        }
        catch (ClusterException refused)
        {
            await error.WriteLineAsync(refused.Message).ConfigureAwait(false);
            return null;
        }
    }
}
