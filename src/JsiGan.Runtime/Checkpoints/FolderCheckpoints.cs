using JsiGan.Training;
using JsiGan.Training.Checkpoints;

namespace JsiGan.Runtime.Checkpoints;

/// <summary>The checkpoint of a run's folder, shared by all workers of one machine.</summary>
/// <param name="folder">The checkpoint's own folder.</param>
public sealed class FolderCheckpoints(string folder) : ICheckpoints
{
    public CommitPoint Newest =>
        CheckpointFolder.PositionOf(folder) is { } position ? new CommitPoint(position.GlobalStep, 0) : CommitPoint.Start;

    public void Save(Trainer trainer, GenerationId generation, double? psnr, SaveObserver observer)
    {
        try
        {
            trainer.State.Save(folder);
        }
        catch (Exception fault)
        {
            observer.Failed(fault.Message);
            throw;
        }

        observer.Saved(trainer.State.SnapshotSizes.Sum());
    }

    public void Restore(Trainer trainer) => trainer.State.Restore(folder);
}
