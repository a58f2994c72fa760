using JsiGan.Data.Ingest.Pictures;

namespace JsiGan.Data.Ingest;

/// <summary>SDR videos and pictures alike, as clips that <see cref="ClipReader.OpenSdr(ClipInfo)"/> reads.</summary>
public static class SdrInput
{
    /// <exception cref="UsageException">The file is missing, damaged, or not tagged BT.709.</exception>
    public static ClipInfo Probe(string path)
    {
        var clip = SignalPicture.Is(path) ? SignalPicture.ReadSdr(path) : ClipProbe.Read(path);
        ClipChecks.RequireSdr(clip);
        return clip;
    }
}
