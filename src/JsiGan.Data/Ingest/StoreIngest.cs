using JsiGan.Data.Ingest.Sources;

namespace JsiGan.Data.Ingest;

/// <summary>Ingests files into a frame store: `jsigan ingest`.</summary>
public static class StoreIngest
{
    /// <summary>
    /// Probes every file and reports all errors together, then reads them. Either all become clips of the store or none. The same call
    /// resumes a cancelled or killed one.
    /// </summary>
    /// <param name="folder">The store; created if missing.</param>
    /// <param name="progress">Reported after each frame.</param>
    /// <exception cref="FailureException">Files are invalid, each with the reason; the disk is full; the store is damaged.</exception>
    public static void Run(
        string folder, IReadOnlyList<IngestItem> items, IngestOptions options, IProgress<FrameProgress>? progress, CancellationToken token)
    {
        ArgumentOutOfRangeException.ThrowIfZero(items.Count);
        try
        {
            Ingestion.Run(folder, options.Scale, Open(items, options), options.Jobs, keepUnfinished: true, progress, token);
        }
        catch (UsageException fault)
        {
            // The request was valid, the content of a file was not.
            throw new FailureException(fault.Message, fault);
        }
    }

    private static List<IClipSource> Open(IReadOnlyList<IngestItem> items, IngestOptions options)
    {
        var sources = new List<IClipSource>();
        var faults = new List<string>();
        var pictures = items.Count(item => SourceFactory.IsPicture(item.Hdr));
        var picture = 0;
        foreach (var item in items)
        {
            var own = SourceFactory.IsPicture(item.Hdr) ? options with { Split = options.Split.OfPicture(picture++, pictures) } : options;
            try
            {
                sources.Add(SourceFactory.Open(item, own));
            }
            catch (Exception fault) when (fault is UsageException or FailureException)
            {
                faults.Add(fault.Message);
            }
        }

        return faults.Count == 0 ? sources : throw new FailureException(string.Join(Environment.NewLine, faults));
    }
}
