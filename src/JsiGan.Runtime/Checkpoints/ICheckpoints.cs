using JsiGan.Training;

namespace JsiGan.Runtime.Checkpoints;

/// <summary>Where a run's checkpoints are kept, as its workers and its coordinator see it.</summary>
public interface ICheckpoints
{
    /// <summary>The step of the newest one; <see cref="CommitPoint.Start"/> when there is none.</summary>
    CommitPoint Newest { get; }

    /// <summary>Says that a stage begins whose trainer will be saved, so that what saving takes can be got ready meanwhile.</summary>
    void Expect(Trainer trainer)
    {
    }

    /// <summary>Stores what a trainer has trained, whole or not at all. The trainer is between two steps.</summary>
    /// <param name="trainer">The trainer.</param>
    /// <param name="generation">The generation that its weights belong to.</param>
    /// <param name="psnr">How well it predicts the held-out crops, dB; null when that was not measured there.</param>
    /// <param name="saved">Called once it is stored, on any thread; not called if a coordinator with a higher fencing token has the
    /// run.</param>
    void Save(Trainer trainer, GenerationId generation, double? psnr, Action saved);

    /// <summary>Puts a trainer to the newest one.</summary>
    void Restore(Trainer trainer);
}
