using System.Runtime.ExceptionServices;
using JsiGan.Cluster;
using JsiGan.Core.Files;
using JsiGan.Protocol.Events;
using JsiGan.Protocol.Runs;
using JsiGan.Runtime.Checkpoints;
using JsiGan.Runtime.Database;
using JsiGan.Runtime.Events;
using JsiGan.Runtime.Files;
using JsiGan.Runtime.Monitoring;
using JsiGan.Runtime.Workers;
using JsiGan.Training.Recipes;

namespace JsiGan.Runtime.Runs;

/// <summary>A run on this machine: this process coordinates, and the deployment starts the workers.</summary>
/// <param name="recipe">What is trained.</param>
/// <param name="folder">The run's folder.</param>
/// <param name="observer">Receives the run's events.</param>
/// <param name="stored">The run in the database; null if it is only in the folder.</param>
/// <param name="time">The clock.</param>
public sealed class LocalRun(Recipe recipe, RunFolder folder, IRunObserver observer, StoredRun? stored, TimeProvider time)
{
    private static readonly TimeSpan SaveTimeout = TimeSpan.FromMinutes(2);

    private readonly IRunStore _store = stored?.Store ?? new LedgerFile(folder.Ledger, new FolderCheckpoints(folder.Checkpoint));
    private IWorkerHost? _workers;

    /// <summary>Takes this process's node while the run is on.</summary>
    public RunParts Parts { get; init; } = new();

    /// <summary>Process ids of the workers in child processes, by worker name.</summary>
    public IReadOnlyDictionary<string, int> Processes => _workers?.Processes ?? new Dictionary<string, int>();

    /// <summary>Trains to the end or until the user stops it.</summary>
    /// <param name="deployment">Starts the workers.</param>
    /// <param name="stop">Cancelled when the user wants to stop; everything is saved then.</param>
    /// <returns>Whether training is complete.</returns>
    /// <exception cref="UsageException">The workers need another command line or recipe.</exception>
    /// <exception cref="FailureException">No worker is left.</exception>
    public async Task<bool> RunAsync(IDeployment deployment, CancellationToken stop)
    {
        AtomicFile.Write(folder.Recipe, (recipe with { Threads = null }).ToYaml());
        var node = await deployment.StartNodeAsync().ConfigureAwait(false);
        await using var owned = node.ConfigureAwait(false);
        using var seen = Parts.Use(node);
        node.StartCoordinator(_store, RunPlan.Settings(recipe, deployment.Workers), time, observer);
        var workers = deployment.Host(node, observer);
        await using var ownedWorkers = workers.ConfigureAwait(false);
        _workers = workers;
        workers.Start();
        using var asked = stop.Register(() => node.Tell(new RunInput.StopRequested("stopped by the user")));
        _ = workers.Exhausted.ContinueWith(
            death => node.Tell(new RunInput.StopRequested($"no worker is left: {death.Result.Worker} {death.Result.How}")),
            TaskScheduler.Default);
        await Task.WhenAny(node.RunEnded, node.Ended).ConfigureAwait(false);
        if (!node.RunEnded.IsCompleted)
        {
            throw new FailureException(
                "The coordinator's node was removed from its cluster; `jsigan resume` continues from the last checkpoint.");
        }

        var end = await node.RunEnded.ConfigureAwait(false);
        if (!await workers.EndAsync(SaveTimeout).ConfigureAwait(false))
            observer.OnEvent(new WorkerKilled(SaveTimeout));

        if (!end.IsFinished && !stop.IsCancellationRequested)
            Throw(workers, end);

        return end.IsFinished;
    }

    private static void Throw(IWorkerHost workers, RunEnd end)
    {
        var last = workers.Exhausted.IsCompletedSuccessfully ? workers.Exhausted.Result : null;
        if (last?.Fault is { } fault)
            ExceptionDispatchInfo.Throw(fault);

        throw last switch
        {
            { Code: UsageException.ExitCode } => new UsageException(last.Words),
            { Words.Length: > 0 } => new FailureException(last.Words),
            _ => new FailureException(
                $"The run ended before its last step: {RunEventText.Of(end)}; `jsigan resume` continues from its last checkpoint."),
        };
    }
}
