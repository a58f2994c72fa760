namespace JsiGan.Imaging.Frames;

/// <summary>
/// The filters that convert decoded frames to the project's own signals: 10-bit limited-range BT.2020 PQ, or 8-bit limited-range BT.709.
/// Conversions are zimg's, in float; without a conversion the samples stay unchanged.
/// </summary>
public static class ClipConversion
{
    /// <summary>
    /// The chroma format in which frames are stored: the source's own 4:2:0 unless its samples are converted, which would round them once
    /// more before upsampling.
    /// </summary>
    public static ChromaFormat StoredChroma(ClipInfo clip) =>
        clip.PixelFormat.StartsWith("yuv420p", StringComparison.Ordinal) && IsBt2020(clip) && clip.Range != "pc"
        && clip.Width % 2 == 0 && clip.Height % 2 == 0
            ? ChromaFormat.Yuv420
            : ChromaFormat.Yuv444;

    /// <summary>To yuv444p10le or yuv420p10le.</summary>
    internal static string OfHdr(ClipInfo clip, ChromaFormat chroma)
    {
        var format = chroma == ChromaFormat.Yuv420 ? "yuv420p10le" : "yuv444p10le";
        if (clip.PixelFormat == format && clip.Range != "pc" && IsBt2020(clip))
            return $"format={format}";

        var colours = IsBt2020(clip)
            ? ""
            : $":tin=smpte2084:t=smpte2084:pin={clip.Primaries}:p=bt2020:min={clip.Matrix}:m=bt2020nc";
        // zimg only takes planar RGB.
        var planes = clip.Matrix == "gbr" ? "format=gbrp16le," : "";
        return $"{planes}zscale=f=bicubic{Range(clip)}{colours},format={format}";
    }

    /// <summary>To yuv444p.</summary>
    internal static string OfSdr(ClipInfo clip)
    {
        var matrix = clip.Matrix is "bt709" or ClipInfo.Unknown ? "" : $":min={clip.Matrix}:m=bt709:tin=bt709:t=bt709:pin=bt709:p=bt709";
        var planes = clip.Matrix != "gbr" ? "" : clip.BitDepth > 8 ? "format=gbrp16le," : "format=gbrp,";
        return $"{planes}zscale=f=bicubic{Range(clip)}{matrix},format=yuv444p";
    }

    private static bool IsBt2020(ClipInfo clip) => clip is { Primaries: "bt2020", Matrix: "bt2020nc" };

    // Naming an unchanged range would only cost a pass.
    private static string Range(ClipInfo clip) => clip.Range == "pc" ? ":rin=full:r=limited" : "";
}
