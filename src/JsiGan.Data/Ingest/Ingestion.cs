using JsiGan.Core.Files;
using JsiGan.Data.Ingest.Sources;
using JsiGan.Data.Store;

namespace JsiGan.Data.Ingest;

/// <summary>Ingests sources into a store: all of them or none.</summary>
internal static class Ingestion
{
    /// <param name="folder">The store; created if missing.</param>
    /// <param name="scale">High-resolution pixels per low-resolution pixel along one axis.</param>
    /// <param name="sources">Each becomes a clip with a new name.</param>
    /// <param name="jobs">Sources read concurrently.</param>
    /// <param name="keepUnfinished">Whether a cancelled run keeps its frames for the next one to resume from.</param>
    /// <param name="progress">Reported after each frame, over all sources.</param>
    /// <param name="append">Opens a file to write at its end; null is the file system's own.</param>
    /// <exception cref="FailureException">A source is invalid, or the disk is full.</exception>
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
            // Rethrows only the first exception, with its stack trace.
            System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(faults.Flatten().InnerExceptions[0]);
        }

        return [.. clips];
    }

    private static void RequireNewNames(StoreWriter writer, string folder, IReadOnlyList<IClipSource> sources)
    {
        var known = writer.Clips.Select(clip => clip.Name).ToHashSet();
        if (sources.Select(source => source.Plan.Name).FirstOrDefault(name => !known.Add(name)) is { } twice)
        {
            throw new FailureException($"The frame store {folder} already has a clip {twice}: give the new one another --name, or "
                + $"choose another folder.");
        }
    }
}
