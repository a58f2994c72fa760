namespace JsiGan.Data.Store;

/// <summary>Which frames of a clip are trained on and which are held out to measure with.</summary>
/// <param name="Training">Indices of the frames to train on, ascending.</param>
/// <param name="Validation">Indices of the held-out frames, ascending.</param>
public sealed record FrameSplit(IReadOnlyList<int> Training, IReadOnlyList<int> Validation)
{
    /// <summary>Indices of the frames kept for the last measurement of all, ascending; neither trained on nor chosen by.</summary>
    public IReadOnlyList<int> Test { get; init; } = [];

    /// <summary>The rule of every clip that names no frames of its own: one in four is held out.</summary>
    public const int DefaultEvery = 4;

    /// <summary>
    /// Holds out the last of every <paramref name="every"/> frames: 3, 7, 11, ... for 4. A clip shorter than that gives its last frame.
    /// </summary>
    /// <exception cref="UsageException">The clip has fewer than 2 frames, so that nothing is left for one of the two parts.</exception>
    public static FrameSplit HoldOut(int frameCount, int every = DefaultEvery)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(every, 2);
        if (frameCount < 2)
        {
            throw new UsageException(
                $"The clip has {frameCount} frames, but training needs at least 2, one of them to measure with: give a longer clip.");
        }

        var step = Math.Min(every, frameCount);
        return new FrameSplit(
            [.. Enumerable.Range(0, frameCount).Where(frame => frame % step != step - 1)],
            [.. Enumerable.Range(0, frameCount).Where(frame => frame % step == step - 1)]);
    }
}
