using JsiGan.Imaging.Frames;

namespace JsiGan.Imaging.Ingest;

/// <summary>Tells by the file what kind of source it is, looks into it, and refuses what is not what it claims.</summary>
internal static class SourceFactory
{
    /// <exception cref="UsageException">The file is missing or unfit; every fault is named.</exception>
    /// <exception cref="FailureException">A program or library is missing.</exception>
    public static IClipSource Open(IngestItem item, IngestOptions options)
    {
        var hdr = ClipProbe.Read(item.Hdr);
        if (item.Sdr is null)
        {
            ClipChecks.RequireHdr(hdr, options.Scale);
            return new HdrVideoSource(item.Name, hdr, options.Scale, options.Choice, options.Split, options.ToneMap);
        }

        var sdr = ClipProbe.Read(item.Sdr);
        ClipChecks.RequirePair(hdr, sdr, options.Scale);
        return new VideoPairSource(item.Name, hdr, sdr, options.Scale, options.Choice, options.Split);
    }
}
