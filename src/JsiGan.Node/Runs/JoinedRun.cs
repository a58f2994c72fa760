using System.Collections.Concurrent;
using JsiGan.Cluster;
using JsiGan.Cluster.Hosting;
using JsiGan.Core.Files;
using JsiGan.Node.Database;
using JsiGan.Node.Display;
using JsiGan.Node.Fleet;
using JsiGan.Node.Telemetry;
using JsiGan.Node.Workers;
using JsiGan.Protocol.Runs;
using JsiGan.Training.Recipes;

namespace JsiGan.Node.Runs;

/// <summary>
/// A run by several worker processes of this machine: this process coordinates, starts the workers, fills the places of those that are
/// lost, and tells what happens.
/// </summary>
public sealed class JoinedRun(
    Recipe recipe, RunFolder folder, ITrainingView view, TrainingMetrics metrics, StoredRun? stored, TimeProvider time)
{
    private static readonly TimeSpan Saving = TimeSpan.FromMinutes(2);

    private readonly BlockingCollection<Action> _happened = [];
    private readonly IRunStore _store = stored?.Store ?? new LedgerFile(folder.Ledger, new FolderCheckpoints(folder.Checkpoint));
    private WorkerFleet? _fleet;

    /// <summary>The process of each worker that runs, by the worker's name.</summary>
    public IReadOnlyDictionary<string, int> Running => _fleet?.Running ?? new Dictionary<string, int>();

    /// <summary>Trains to the end or until the user stops it.</summary>
    /// <param name="workers">How many.</param>
    /// <param name="command">How they are started, given the coordinator's node as host:port.</param>
    /// <param name="stageDone">Told the scores of a stage that has ended.</param>
    /// <param name="stop">The user's wish to stop; everything is saved then.</param>
    /// <returns>Whether training is complete.</returns>
    /// <exception cref="UsageException">The workers need another command line or recipe.</exception>
    /// <exception cref="FailureException">No worker is left.</exception>
    public bool Run(int workers, Func<string, WorkerCommand> command, Action<StageMeasured> stageDone, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(command);
        return RunAsync(workers, command, stageDone, stop).GetAwaiter().GetResult();
    }

    private async Task<bool> RunAsync(
        int workers, Func<string, WorkerCommand> command, Action<StageMeasured> stageDone, CancellationToken stop)
    {
        AtomicFile.Write(folder.Recipe, (recipe with { Threads = null }).ToYaml());
        var progress = new RunProgress(recipe, view, metrics, time, stageDone);
        var node = await ClusterNode.StartAsync(new NodeOptions { Roles = [NodeOptions.CoordinatorRole] }).ConfigureAwait(false);
        await using var owned = node.ConfigureAwait(false);
        node.Noted += text => Do(() => view.Note(text));
        node.Measured += measurement => Do(() =>
        {
            progress.Take(measurement);
            stored?.Take(measurement);
        });
        node.StartCoordinator(_store, RunPlan.Settings(recipe, workers), time);
        AtomicFile.Write(folder.Address, node.HostAndPort);
        using var fleet = new WorkerFleet(
            command(node.HostAndPort), workers,
            (worker, how) => node.Tell(new RunEvent.Lost(worker, how)), text => Do(() => view.Note(text)), time);
        _fleet = fleet;
        try
        {
            fleet.Start();
            using var watch = new FleetWatch(node, fleet, time);
            using var asked = stop.Register(() => node.Tell(new RunEvent.StopAsked("stopped by the user")));
            _ = fleet.Exhausted.ContinueWith(
                death => node.Tell(new RunEvent.StopAsked($"no worker is left; the last: {death.Result.Worker}, {death.Result.How}")),
                TaskScheduler.Default);
            _ = Task.WhenAny(node.RunEnded, node.Ended).ContinueWith(_ => _happened.CompleteAdding(), TaskScheduler.Default);
            foreach (var happened in _happened.GetConsumingEnumerable(CancellationToken.None))
            {
                happened();
            }

            if (!node.RunEnded.IsCompleted)
            {
                throw new FailureException("The coordinator's node was put out of its cluster; --resume goes on from the last checkpoint.");
            }

            var end = await node.RunEnded.ConfigureAwait(false);
            if (!await fleet.EndAsync(Saving).ConfigureAwait(false))
            {
                view.Note($"a worker did not end within {Say.Duration(Saving)} and was killed");
            }

            ThrowIfFailed(fleet, end, stop);
            return end.Finished;
        }
        finally
        {
            File.Delete(folder.Address);
        }
    }

    // Views draw from one thread, this run's.
    private void Do(Action action)
    {
        try
        {
            _happened.Add(action);
        }
        catch (InvalidOperationException)
        {
            // The run is over.
        }
    }

    private static void ThrowIfFailed(WorkerFleet fleet, RunEffect.End end, CancellationToken stop)
    {
        if (end.Finished || stop.IsCancellationRequested)
        {
            return;
        }

        if (fleet.Exhausted.IsCompletedSuccessfully && fleet.Exhausted.Result is { Code: UsageException.ExitCode } refused)
        {
            throw new UsageException(refused.Words);
        }

        throw new FailureException(fleet.Exhausted.IsCompletedSuccessfully && fleet.Exhausted.Result.Words.Length > 0
            ? fleet.Exhausted.Result.Words
            : $"The run ended before its last step: {end.Reason}; --resume goes on from its last checkpoint.");
    }
}
