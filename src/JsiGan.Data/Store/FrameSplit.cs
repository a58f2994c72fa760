namespace JsiGan.Data.Store;

/// <summary>Which frames of a clip are for training, validation and test.</summary>
/// <param name="Training">Indices of the frames to train on, ascending.</param>
/// <param name="Validation">Indices of the held-out frames, ascending.</param>
public sealed record FrameSplit(IReadOnlyList<int> Training, IReadOnlyList<int> Validation)
{
    /// <summary>Indices of the test frames, ascending; used neither for training nor for choosing a checkpoint.</summary>
    public IReadOnlyList<int> Test { get; init; } = [];

    /// <summary>The default rule: one frame in four is held out.</summary>
    public const int DefaultEvery = 4;

    /// <summary>
    /// Holds out the last of every <paramref name="every"/> frames: 3, 7, 11, ... for 4. Of a shorter clip the last frame is held out.
    /// </summary>
    /// <exception cref="UsageException">The clip has fewer than 2 frames, too few for two parts.</exception>
    public static FrameSplit HoldOut(int frameCount, int every = DefaultEvery)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(every, 2);
        if (frameCount < 2)
        {
            throw new UsageException(
                $"The clip has {frameCount} frames, but training needs at least 2, one of them for validation: give a longer clip.");
        }

        var step = Math.Min(every, frameCount);
        return new FrameSplit(
            [.. Enumerable.Range(0, frameCount).Where(frame => frame % step != step - 1)],
            [.. Enumerable.Range(0, frameCount).Where(frame => frame % step == step - 1)]);
    }
}
