using JsiGan.Runtime.Files;
using JsiGan.Storage.Checkpoints;
using JsiGan.Training;
using JsiGan.Training.Checkpoints;
using JsiGan.Training.Recipes;

namespace JsiGan.Runtime.Checkpoints;

/// <summary>
/// A run's checkpoints in the database. Saving is a copy to host memory; hashing and writing happen while training continues. If the
/// database cannot store one, the run's folder does, and the next resume copies it.
/// </summary>
public sealed class DatabaseCheckpoints(Storage.Database database, long run, Recipe recipe, RunFolder folder, Retention retention)
    : ICheckpoints, IAsyncDisposable
{
    private readonly CheckpointSnapshot _snapshot = new();
    private Task _saving = Task.CompletedTask;
    private Task _reserving = Task.CompletedTask;
    private CommitPoint _safe = CommitPoint.Start;
    private (long Coordinator, FailureException Fault)? _fenced;

    /// <summary>Awaited before a checkpoint becomes visible, so that earlier measurements are stored first.</summary>
    public Func<Task> Before { get; init; } = () => Task.CompletedTask;

    /// <summary>Receives the reason why a checkpoint went to the folder.</summary>
    public Action<string> Note { get; init; } = _ => { };

    public CommitPoint Newest
    {
        get
        {
            Finish();
            try
            {
                return Wait(new CheckpointStore(database).NewestAsync(run)) is { } newest
                    && new CommitPoint(newest.Description.Step, newest.Description.Phase) is var stored && stored.CompareTo(_safe) > 0
                    ? stored
                    : _safe;
            }
            catch (FailureException)
            {
                // The database is unavailable; this process knows what it has saved.
                return _safe;
            }
        }
    }

    public void Expect(Trainer trainer)
    {
        var sizes = trainer.State.SnapshotSizes;
        var (before, saving) = (_reserving, _saving);
        _reserving = Task.Run(async () =>
        {
            await before;
            // The next save reports its failure; its memory is free by then.
            await saving.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            _snapshot.Reserve(sizes);
        });
    }

    public void Save(Trainer trainer, GenerationId generation, double? psnr, SaveObserver observer)
    {
        Finish();
        // A worker of the later coordinator continues; any other must end.
        if (_fenced is { } fenced && fenced.Coordinator == generation.Coordinator)
            throw fenced.Fault;

        _reserving.GetAwaiter().GetResult();
        trainer.State.CopyTo(_snapshot);
        var description = Descriptions.Of(recipe, trainer.Position, psnr);
        _saving = Task.Run(() => StoreAsync(description, generation.Coordinator, observer));
    }

    public void Restore(Trainer trainer)
    {
        Finish();
        var newest = Wait(new CheckpointStore(database).NewestAsync(run))
            ?? throw new FailureException($"The database {database} no longer holds a checkpoint of run {run}.");
        using var files = new CheckpointMemory(newest.ToString());
        new CheckpointReader(database).ReadAsync(newest, file => files.Create(file.Name, file.Bytes)).GetAwaiter().GetResult();
        trainer.State.Restore(files);
    }

    /// <summary>Waits for the current save.</summary>
    public async ValueTask DisposeAsync()
    {
        await _reserving;
        await _saving;
        _snapshot.Dispose();
        if (_fenced is { } fenced)
            throw fenced.Fault;
    }

    private void Finish() => _saving.GetAwaiter().GetResult();

    private async Task StoreAsync(CheckpointDescription description, long coordinator, SaveObserver observer)
    {
        var files = _snapshot.Seal();
        var parts = new CheckpointParts(description, [.. files.Select(file => new CheckpointPart(file.Name, file.Bytes))]);
        bool fenced;
        try
        {
            await Before();
            fenced = await new CheckpointWriter(database).SaveAsync(run, parts, coordinator) == SaveReport.Fenced;
        }
        catch (FailureException fault)
        {
            Note($"{fault.Message} The checkpoint of step {description.Step} is kept in {folder.Checkpoint}.");
            observer.Failed($"{fault.Message} It is kept in {folder.Checkpoint}.");
            _snapshot.WriteTo(folder.Checkpoint);
            _safe = new CommitPoint(description.Step, description.Phase);
            observer.Saved(_snapshot.Bytes);
            return;
        }

        if (fenced)
        {
            _fenced = (coordinator, new FailureException($"The checkpoint of step {description.Step} was not saved: another jsigan has "
                + $"taken over run {run} (this one's fencing token was {coordinator}); this one ends."));
            return;
        }

        _fenced = null;
        _safe = new CommitPoint(description.Step, description.Phase);
        observer.Saved(_snapshot.Bytes);
        await CollectAsync();
    }

    private async Task CollectAsync()
    {
        try
        {
            var store = new CheckpointStore(database);
            var toPrune = retention.ToPrune(await store.ListAsync(run));
            if (toPrune.Count > 0 && await store.DeleteAsync([.. toPrune.Select(each => each.Id)]) > 0)
                await new ChunkCollector(database).CollectAsync();
        }
        catch (FailureException fault)
        {
            // Superfluous checkpoints remain superfluous after the next save.
            Note(fault.Message);
        }
    }

    private static T Wait<T>(Task<T> task) => task.GetAwaiter().GetResult();
}
