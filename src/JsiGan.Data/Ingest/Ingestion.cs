using JsiGan.Core.Files;
using JsiGan.Data.Ingest.Sources;
using JsiGan.Data.Store;

namespace JsiGan.Data.Ingest;

/// <summary>Brings sources into a store: all of them, or the store stays as it was.</summary>
internal static class Ingestion
{
    /// <param name="folder">The store; it is made where it is missing.</param>
    /// <param name="scale">High-resolution pixels per low-resolution pixel along one axis.</param>
    /// <param name="sources">What becomes a clip each, with names that the store does not have yet.</param>
    /// <param name="jobs">Sources that are read at once.</param>
    /// <param name="keepUnfinished">Whether a cancelled run leaves its frames for the next one to go on with.</param>
    /// <param name="progress">Told after each frame, over all sources.</param>
    /// <param name="token">Stops the work.</param>
    /// <param name="append">Opens a file to write at its end; null is the file system's own.</param>
    /// <exception cref="FailureException">A source is unfit, or the disk is full.</exception>
    public static void Run(
        string folder,
        int scale,
        IReadOnlyList<IClipSource> sources,
        int jobs,
        bool keepUnfinished,
        IProgress<FrameProgress>? progress,
        CancellationToken token,
        Func<string, Stream>? append = null)
    {
        using var writer = new StoreWriter(folder, scale, append);
        RequireNewNames(writer, folder, sources);
        try
        {
            writer.Commit(Fill(writer, sources, jobs, progress, token));
        }
        catch (OperationCanceledException) when (keepUnfinished)
        {
            throw;
        }
        catch (IOException fault) when (DiskSpace.IsFull(fault))
        {
            var full = DiskSpace.Full(folder, wanted: null, fault);
            writer.Discard();
            throw full;
        }
        catch
        {
            writer.Discard();
            throw;
        }
    }

    private static List<(ClipDraft Draft, StoredClip Clip)> Fill(
        StoreWriter writer, IReadOnlyList<IClipSource> sources, int jobs, IProgress<FrameProgress>? progress, CancellationToken token)
    {
        var total = new TotalProgress(progress, sources.Count);
        var clips = new (ClipDraft Draft, StoredClip Clip)[sources.Count];
        try
        {
            Parallel.For(0, sources.Count, new ParallelOptions { MaxDegreeOfParallelism = jobs, CancellationToken = token }, i =>
            {
                using var draft = writer.Begin(sources[i].Plan);
                sources[i].Fill(draft, total.Of(i), token);
                clips[i] = (draft, draft.Complete(sources[i].Split.Of(draft.SourceFrames.Count)));
            });
        }
        catch (AggregateException faults)
        {
            // The first fault says enough; it goes on as itself, with its own stack.
            System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(faults.Flatten().InnerExceptions[0]);
        }

        return [.. clips];
    }

    private static void RequireNewNames(StoreWriter writer, string folder, IReadOnlyList<IClipSource> sources)
    {
        var known = writer.Clips.Select(clip => clip.Name).ToHashSet();
        if (sources.Select(source => source.Plan.Name).FirstOrDefault(name => !known.Add(name)) is { } twice)
        {
            throw new FailureException($"The frame store {folder} has a clip {twice} already: give the new one another --name, or "
                + $"choose another folder.");
        }
    }
}
