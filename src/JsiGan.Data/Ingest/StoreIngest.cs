using JsiGan.Data.Ingest.Sources;

namespace JsiGan.Data.Ingest;

/// <summary>Brings files into a frame store: `jsigan ingest`.</summary>
public static class StoreIngest
{
    /// <summary>
    /// Looks at every file first and refuses them together; then reads them. Either all become clips of the store, or it stays as it was.
    /// A run that was cancelled or killed is taken up where it ended by the same call.
    /// </summary>
    /// <param name="folder">The store; it is made where it is missing.</param>
    /// <param name="items">What to bring in.</param>
    /// <param name="options">How.</param>
    /// <param name="progress">Told after each frame.</param>
    /// <param name="token">Stops the work.</param>
    /// <exception cref="FailureException">Files are not what they must be, each with the reason; the disk is full; the store is
    /// damaged.</exception>
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
            // The request was right; what a file holds was not.
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
