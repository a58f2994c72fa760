using System.Threading.Channels;
using JsiGan.Core.Files;
using JsiGan.Protocol.Events;
using JsiGan.Protocol.Runs;
using JsiGan.Protocol.Sweeps;
using JsiGan.Runtime.Checkpoints;
using JsiGan.Runtime.Files;
using JsiGan.Runtime.Runs;
using JsiGan.Training.Recipes;

namespace JsiGan.Runtime.Sweeps;

/// <summary>
/// Runs a sweep's trials on this machine, a process each. Called by the scheduler's thread; what happens goes to its inbox.
/// </summary>
public sealed class LocalAgent : IAsyncDisposable
{
    private readonly SweepPlan _plan;
    private readonly Storage.Database _database;
    private readonly string _connectionString;
    private readonly ChannelWriter<SweepInput> _inbox;
    private readonly SharedStages _stages;
    private readonly Dictionary<RunId, (RunAttempt Attempt, CancellationTokenSource Stop, Task Task)> _runs = [];

    /// <param name="plan">The sweep.</param>
    /// <param name="database">Its database.</param>
    /// <param name="connectionString">How the runs reach it.</param>
    /// <param name="inbox">The scheduler's.</param>
    public LocalAgent(SweepPlan plan, Storage.Database database, string connectionString, ChannelWriter<SweepInput> inbox)
    {
        (_plan, _database, _connectionString, _inbox) = (plan, database, connectionString, inbox);
        _stages = new SharedStages(database, Path.GetDirectoryName(plan.Folder)!, (recipe, folder, stop) =>
            TrainAsync(recipe, folder, _ => { }, stop));
    }

    private int Threads => Math.Max(1, Environment.ProcessorCount / _plan.Options.AtATime);

    /// <summary>Starts a run, from its newest checkpoint if it has one; no operation if this attempt runs.</summary>
    public void Start(RunAttempt attempt, string parameters)
    {
        if (_runs.TryGetValue(attempt.Run, out var known) && known.Attempt == attempt)
            return;

        var stop = new CancellationTokenSource();
        // An earlier attempt has reported its end, or is about to.
        var before = known.Task ?? Task.CompletedTask;
        known.Stop?.Dispose();
        _runs[attempt.Run] = (attempt, stop, Task.Run(async () =>
        {
            await before;
            await _inbox.WriteAsync(await EndOfAsync(attempt, parameters, stop.Token), CancellationToken.None);
        }));
    }

    /// <summary>Lets a run save and end, or says at once that it does not run.</summary>
    public async Task StopAsync(RunAttempt attempt)
    {
        if (_runs.TryGetValue(attempt.Run, out var known) && known.Attempt == attempt)
            await known.Stop.CancelAsync();
        else
            await _inbox.WriteAsync(new SweepInput.Stopped(attempt));
    }

    /// <summary>Stops all runs and waits for them.</summary>
    public async ValueTask DisposeAsync()
    {
        foreach (var (_, stop, task) in _runs.Values)
        {
            await stop.CancelAsync();
            await task;
            stop.Dispose();
        }
    }

    private async Task<SweepInput> EndOfAsync(RunAttempt attempt, string parameters, CancellationToken stop)
    {
        try
        {
            var recipe = _plan.RecipeOf(attempt.Run, ParametersText.Read(parameters));
            var folder = _plan.FolderOf(attempt.Run);
            if (_plan.IsShared && await _stages.PrepareAsync(recipe, folder, OptionsOf(folder), stop) is { } ended)
                return ended.ToInput(attempt);

            return (await TrainAsync(recipe, folder, happened => Hear(attempt.Run, happened), stop)).ToInput(attempt);
        }
        catch (OperationCanceledException)
        {
            return new SweepInput.Stopped(attempt);
        }
        catch (Exception fault) when (fault is FailureException or UsageException)
        {
            return new SweepInput.Failed(attempt, fault.Message);
        }
    }

    private void Hear(RunId run, IRunEvent happened)
    {
        if (happened is EpochMeasured epoch && _plan.EpochOf(epoch.Stage, epoch.Epoch) is > 0 and var own)
            _inbox.TryWrite(new SweepInput.Reported(run, own, SweepObjectives.Of(epoch, _plan.Options.Objectives)));
    }

    private async Task<TrialExit> TrainAsync(Recipe recipe, string folder, Action<IRunEvent> heard, CancellationToken stop)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(folder)!);
        var hasBegun = Directory.Exists(new RunFolder(folder).Checkpoint) || await CheckpointSync.HoldsAsync(_database, folder);
        var file = RecipeOf(folder);
        AtomicFile.Write(file, recipe.ToYaml());
        return await new TrialProcess(file, folder, hasBegun, _plan.Options.Workers, Threads, _connectionString)
            .RunAsync(heard, stop);
    }

    private TrainOptions OptionsOf(string folder) => new()
    {
        Recipe = RecipeOf(folder), Out = folder, Workers = _plan.Options.Workers, Threads = Threads,
        WithoutPage = true, WithoutComparison = true,
    };

    // Beside the run's folder, which does not exist before the run has data.
    private static string RecipeOf(string folder) => $"{folder}.yaml";
}
