namespace JsiGan.Data.Ingest.Pictures;

/// <summary>
/// PNG, TIFF, JPEG and AVIF files as clips of one frame. Tags that the formats lack follow convention: RGB files are full range, in PQ
/// BT.2020 as the HDR half and in BT.709 as the SDR half.
/// </summary>
internal static class SignalPicture
{
    public static bool Is(string path) => Extension(path) is ".png" or ".tif" or ".tiff" or ".avif" or ".jpg" or ".jpeg";

    public static ClipInfo ReadHdr(string path)
    {
        var clip = Read(path);
        return IsRgb(clip) ? clip with { Range = "pc", Primaries = "bt2020", Transfer = "smpte2084", Matrix = "gbr" } : clip;
    }

    public static ClipInfo ReadSdr(string path)
    {
        var clip = Read(path);
        // Screens made for BT.709 show sRGB codes unchanged.
        return IsRgb(clip) ? clip with { Range = "pc", Primaries = "bt709", Transfer = "bt709", Matrix = "gbr" } : clip;
    }

    private static ClipInfo Read(string path)
    {
        var clip = ClipProbe.Read(path);
        if (Extension(path) == ".avif" && clip.Matrix == "gbr")
        {
            throw new UsageException(
                $"The picture {path} is RGB without a matrix, which ffmpeg 5.1 decodes wrongly from AVIF, but a Y'CbCr matrix is "
                + $"needed: make a "
                + "PNG of it with `avifdec -d 16 IN.avif OUT.png` (Debian's package libavif-bin).");
        }

        return IsRgb(clip) ? clip with
        {
            BitDepth = clip.PixelFormat.Contains("48", StringComparison.Ordinal)
            || clip.PixelFormat.Contains("64", StringComparison.Ordinal) || clip.PixelFormat.Contains("16", StringComparison.Ordinal)
            ? 16 : 8
        } : clip;
    }

    private static bool IsRgb(ClipInfo clip) =>
        clip.PixelFormat is "pal8" || clip.PixelFormat.StartsWith("rgb", StringComparison.Ordinal)
        || clip.PixelFormat.StartsWith("gbr", StringComparison.Ordinal) || clip.PixelFormat.StartsWith("gray", StringComparison.Ordinal)
        || clip.PixelFormat.StartsWith("bgr", StringComparison.Ordinal);

    private static string Extension(string path) => Path.GetExtension(path).ToLowerInvariant();
}
