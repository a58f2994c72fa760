using JsiGan.Data.Ingest.Matlab;
using JsiGan.Data.Ingest.Pictures;
using JsiGan.Data.Ingest.Sources;
using JsiGan.Data.Ingest.Video;

namespace JsiGan.Data.Ingest;

/// <summary>Detects the kind of a source from its file, probes it, and refuses invalid ones.</summary>
internal static class SourceFactory
{
    /// <summary>Whether a file holds one picture, which a split cannot divide.</summary>
    public static bool IsPicture(string path) => SignalPicture.Is(path) || LinearPicture.Is(path);

    /// <exception cref="UsageException">The file is missing or invalid; every error is named.</exception>
    /// <exception cref="FailureException">A program or library is missing.</exception>
    public static IClipSource Open(IngestItem item, IngestOptions options)
    {
        if (MatlabSource.Is(item.Hdr))
            return new MatlabSource(item, options);

        var sdr = item.Sdr is null ? null : SignalPicture.Is(item.Sdr) ? SignalPicture.ReadSdr(item.Sdr) : ClipProbe.Read(item.Sdr);
        if (LinearPicture.Is(item.Hdr))
            return new LinearPictureSource(item, sdr, options);

        var picture = SignalPicture.Is(item.Hdr);
        var hdr = picture ? SignalPicture.ReadHdr(item.Hdr) : ClipProbe.Read(item.Hdr);
        var (kind, choice) = picture ? ("picture", FrameChoice.All) : ("video", options.Choice);
        if (sdr is null)
        {
            ClipChecks.RequireHdr(hdr, options.Scale);
            return new HdrVideoSource(item.Name, $"HDR {kind}", hdr, options.Scale, choice, options.Split, options.ToneMap);
        }

        ClipChecks.RequirePair(hdr, sdr, options.Scale);
        return new VideoPairSource(item.Name, $"{kind} pair", hdr, sdr, options.Scale, choice, options.Split);
    }
}
