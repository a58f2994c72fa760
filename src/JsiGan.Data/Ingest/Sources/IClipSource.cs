using JsiGan.Data.Store;

namespace JsiGan.Data.Ingest.Sources;

/// <summary>The source of one clip of a store.</summary>
internal interface IClipSource
{
    /// <summary>What the clip will be.</summary>
    ClipPlan Plan { get; }

    /// <summary>Which of the frames are held out.</summary>
    SplitRule Split { get; }

    /// <summary>Appends the missing frames.</summary>
    /// <param name="draft">May hold frames of an earlier attempt.</param>
    /// <param name="progress">Reported after each frame; the total covers all passes over the source.</param>
    /// <param name="token">Cancels; the draft keeps its frames.</param>
    /// <exception cref="FailureException">The source is not as it was probed.</exception>
    void Fill(ClipDraft draft, IProgress<FrameProgress>? progress, CancellationToken token);
}
