using JsiGan.Data.Ingest.Sources;
using JsiGan.Data.Store;

namespace JsiGan.Data.Ingest.Video;

/// <summary>Common properties of clips made from video.</summary>
internal static class VideoPlans
{
    public static ClipPlan Of(
        string name, string kind, ClipInfo hdr, int scale, FrameChoice choice, string? toneMapping, IReadOnlyList<string> files) => new()
        {
            Name = name,
            Kind = kind,
            Width = hdr.Width,
            Height = hdr.Height,
            Scale = scale,
            Chroma = ClipConversion.StoredChroma(hdr),
            Siting = hdr.Siting,
            Colour = hdr.Colour,
            Mastering = hdr.Mastering,
            ToneMapping = toneMapping,
            Choice = choice.ToString(),
            Sources = [.. files.Select(SourceFile.Of)],
        };
}
