using JsiGan.Data.Store;

namespace JsiGan.Data.Ingest.Sources;

/// <summary>Which frames of a clip are held out from training.</summary>
/// <param name="Kind">What the number counts.</param>
/// <param name="Number">Used by <see cref="SplitKind.HoldOutEvery"/> and <see cref="SplitKind.HoldOutLast"/>.</param>
public sealed record SplitRule(SplitKind Kind, int Number = 0)
{
    public static SplitRule Training { get; } = new(SplitKind.Training);

    /// <summary>The rule for one of so many pictures, each a clip of one frame: one in so many is held out as a whole.</summary>
    public SplitRule OfPicture(int index, int count) =>
        Kind != SplitKind.HoldOutEvery ? this
        : count > 1 && index % Math.Min(Number, count) == Math.Min(Number, count) - 1 ? new(SplitKind.Validation)
        : Training;

    /// <summary>The frames of a clip of so many.</summary>
    public FrameSplit Of(int frames)
    {
        int[] all = [.. Enumerable.Range(0, frames)];
        return Kind switch
        {
            SplitKind.Validation => new([], all),
            SplitKind.Test => new([], []) { Test = all },
            SplitKind.HoldOutEvery when frames > 1 => FrameSplit.HoldOut(frames, Number),
            SplitKind.HoldOutLast when Number < frames => new(all[..^Number], all[^Number..]),
            _ => new(all, []),
        };
    }
}

/// <summary>Ways to split a clip.</summary>
public enum SplitKind
{
    /// <summary>All frames are trained on.</summary>
    Training,

    /// <summary>All frames are held out to measure with while training.</summary>
    Validation,

    /// <summary>All frames are kept for the last measurement.</summary>
    Test,

    /// <summary>The last of every so many frames is held out for validation.</summary>
    HoldOutEvery,

    /// <summary>So many frames at the end are held out for validation; a clip that has no more is trained on.</summary>
    HoldOutLast,
}
