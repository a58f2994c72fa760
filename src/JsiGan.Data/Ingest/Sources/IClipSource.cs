using JsiGan.Data.Store;

namespace JsiGan.Data.Ingest.Sources;

/// <summary>Something that becomes one clip of a store.</summary>
internal interface IClipSource
{
    /// <summary>What the clip will be.</summary>
    ClipPlan Plan { get; }

    /// <summary>Which of the frames are held out.</summary>
    SplitRule Split { get; }

    /// <summary>Appends the frames that the draft lacks.</summary>
    /// <param name="draft">Holds the frames of an earlier try, or none.</param>
    /// <param name="progress">Told after each frame; the total covers all passes over the source.</param>
    /// <param name="token">Stops the work; the draft keeps what it has.</param>
    /// <exception cref="FailureException">The source is not what it was taken for.</exception>
    void Fill(ClipDraft draft, IProgress<FrameProgress>? progress, CancellationToken token);
}
