using System.Collections.Concurrent;
using JsiGan.Runtime.Checkpoints;
using JsiGan.Runtime.Runs;
using JsiGan.Storage.Checkpoints;
using JsiGan.Storage.Runs;
using JsiGan.Storage.Sweeps;
using JsiGan.Training.Checkpoints;
using JsiGan.Training.Recipes;

namespace JsiGan.Runtime.Sweeps;

/// <summary>
/// First stages that several runs share. Each is trained once, by a run of its own; a run that needs it begins from its checkpoint, with
/// the bits that a stage 1 of its own would have given it.
/// </summary>
/// <param name="database">The database.</param>
/// <param name="folder">Where the runs that train stages have their folders.</param>
/// <param name="train">Trains a recipe in a folder to the end, or continues one that has begun.</param>
public sealed class SharedStages(
    Storage.Database database, string folder, Func<Recipe, string, CancellationToken, Task<TrialExit>> train)
{
    private const int NameLength = 16;
    private readonly ConcurrentDictionary<string, SemaphoreSlim> _gates = [];
    private readonly StageStore _stages = new(database);
    private readonly RunStore _runs = new(database);

    /// <summary>Gives a run the end of its stage 1, unless it has begun already.</summary>
    /// <param name="recipe">What the run trains.</param>
    /// <param name="run">The run's folder.</param>
    /// <param name="options">Its options, for `jsigan resume`.</param>
    /// <param name="stop">Stops the training of the stage, which is saved.</param>
    /// <returns>Null if the run can start; otherwise how the training of its stage 1 ended.</returns>
    public async Task<TrialExit?> PrepareAsync(Recipe recipe, string run, TrainOptions options, CancellationToken stop)
    {
        if (await CheckpointSync.HoldsAsync(database, run))
            return null;

        var (checkpoint, exit) = await TrainOnceAsync(recipe, stop);
        if (checkpoint is null)
            return exit;

        var (state, position) = CheckpointFork.Continue(await StateOfAsync(checkpoint, stop), checkpoint.ToString(), recipe);
        var known = await _runs.FindByFolderAsync(run, stop) ?? await _runs.CreateAsync(
            new NewRun(
                Path.GetFileName(run), recipe.Name, recipe.ToYaml(), recipe.Hash(), position.TotalSteps, run,
                Environment.CurrentDirectory, options.ToJson()),
            stop);
        await _stages.ForkAsync(
            checkpoint, known.Id, Descriptions.Of(recipe, position, psnr: null), new CheckpointPart(CheckpointFork.StateFile, state), stop);
        await _runs.AddEventAsync(known.Id, "forked", position.GlobalStep, $"stage 1 is that of checkpoint {checkpoint}", stop);
        return null;
    }

    // One at a time: the others wait for it.
    private async Task<(StoredCheckpoint? Checkpoint, TrialExit? Exit)> TrainOnceAsync(Recipe recipe, CancellationToken stop)
    {
        var stage = StageOne.HashOf(recipe);
        var gate = _gates.GetOrAdd(stage, _ => new SemaphoreSlim(1));
        await gate.WaitAsync(stop);
        try
        {
            if (await _stages.FindAsync(stage, stop) is { } found)
                return (found, null);

            var path = Path.Combine(folder, $"stage1-{stage[..NameLength]}");
            var exit = await train(StageOne.AloneOf(recipe) with { Name = Path.GetFileName(path) }, path, stop);
            if (!exit.IsSuccess)
                return (null, exit);

            var run = await _runs.FindByFolderAsync(path, stop);
            var newest = run is null ? null : await new CheckpointStore(database).NewestAsync(run.Id, stop);
            if (newest is null)
                return (null, new TrialExit(FailureException.ExitCode, $"the database has no checkpoint of the shared stage in {path}"));

            await _stages.AddAsync(stage, newest.Id, stop);
            return (newest, null);
        }
        finally
        {
            gate.Release();
        }
    }

    private async Task<byte[]> StateOfAsync(StoredCheckpoint checkpoint, CancellationToken token)
    {
        var parts = await new CheckpointReader(database).LoadAsync(checkpoint, token);
        return parts.Parts.Single(part => part.Name == CheckpointFork.StateFile).Bytes.ToArray();
    }
}
