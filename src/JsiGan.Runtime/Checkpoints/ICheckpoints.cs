using JsiGan.Training;

namespace JsiGan.Runtime.Checkpoints;

/// <summary>A run's checkpoint store, used by workers and coordinator.</summary>
public interface ICheckpoints
{
    /// <summary>The step of the newest one; <see cref="CommitPoint.Start"/> when there is none.</summary>
    CommitPoint Newest { get; }

    /// <summary>Announces a stage, so that buffers for saving its trainer can be prepared in the background.</summary>
    void Expect(Trainer trainer)
    {
    }

    /// <summary>Stores a trainer's state atomically. The trainer is between two steps.</summary>
    /// <param name="trainer">The trainer.</param>
    /// <param name="generation">The generation that its weights belong to.</param>
    /// <param name="psnr">PSNR on the held-out crops, dB; null if not measured.</param>
    /// <param name="observer">Learns how it went.</param>
    void Save(Trainer trainer, GenerationId generation, double? psnr, SaveObserver observer);

    /// <summary>Restores a trainer from the newest one.</summary>
    void Restore(Trainer trainer);
}
