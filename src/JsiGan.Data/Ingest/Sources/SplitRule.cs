using JsiGan.Data.Store;

namespace JsiGan.Data.Ingest.Sources;

/// <summary>Which frames of a clip are held out from training.</summary>
/// <param name="Kind">What the number counts.</param>
/// <param name="Number">Used by <see cref="SplitKind.HoldOutEvery"/> and <see cref="SplitKind.HoldOutLast"/>.</param>
public sealed record SplitRule(SplitKind Kind, int Number = 0)
{
    public static SplitRule Training { get; } = new(SplitKind.Training);

    /// <summary>The rule for one picture of several, each a clip of one frame: every n-th is held out.</summary>
    public SplitRule OfPicture(int index, int count) =>
        Kind != SplitKind.HoldOutEvery ? this
        : count > 1 && index % Math.Min(Number, count) == Math.Min(Number, count) - 1 ? new(SplitKind.Validation)
        : Training;

    /// <summary>The split of a clip's frames.</summary>
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

    /// <summary>All frames are held out for validation.</summary>
    Validation,

    /// <summary>All frames are kept for the final test.</summary>
    Test,

    /// <summary>The last of every n frames is held out for validation.</summary>
    HoldOutEvery,

    /// <summary>The last n frames are held out for validation; a clip with no more than that is trained on.</summary>
    HoldOutLast,
}
