namespace JsiGan.Imaging.Frames;

/// <summary>Requirements on an HDR clip and its SDR counterpart. All errors of a pair are reported together.</summary>
public static class ClipChecks
{
    /// <exception cref="UsageException">The pair is invalid; the message names each error with found and expected values.</exception>
    public static void RequirePair(ClipInfo hdr, ClipInfo sdr, int scale)
    {
        List<string> faults = [.. FaultsOfHdr(hdr), .. FaultsOfSdr(sdr), .. FaultsOfSize(hdr, scale), .. FaultsOfPair(hdr, sdr)];
        if (faults.Count > 0)
            throw new UsageException(string.Join(Environment.NewLine, faults));
    }

    /// <summary>The same for an HDR clip alone.</summary>
    public static void RequireHdr(ClipInfo hdr, int scale)
    {
        List<string> faults = [.. FaultsOfHdr(hdr), .. FaultsOfSize(hdr, scale)];
        if (faults.Count > 0)
            throw new UsageException(string.Join(Environment.NewLine, faults));
    }

    /// <summary>Requirements on an SDR clip or picture for prediction.</summary>
    /// <exception cref="UsageException">It is not tagged BT.709.</exception>
    public static void RequireSdr(ClipInfo sdr)
    {
        if (FaultsOfSdr(sdr).FirstOrDefault() is { } fault)
            throw new UsageException(fault);
    }

    /// <summary>The same for a picture of another kind than clips, and its optional SDR counterpart.</summary>
    public static void RequireSize(string path, int width, int height, int scale, ClipInfo? sdr)
    {
        var hdr = new ClipInfo(path, width, height, 1, default, "", 16, "", "", "", "", null);
        List<string> faults = [.. FaultsOfSize(hdr, scale), .. sdr is null ? [] : FaultsOfSdr(sdr).Concat(FaultsOfPair(hdr, sdr))];
        if (faults.Count > 0)
            throw new UsageException(string.Join(Environment.NewLine, faults));
    }

    private static IEnumerable<string> FaultsOfHdr(ClipInfo clip)
    {
        // ClipConversion converts to BT.2020: P3-D65, BT.709, and all matrices over these primaries.
        var known = clip is
        {
            Transfer: "smpte2084",
            Primaries: "bt2020" or "smpte432" or "bt709",
            Matrix: "bt2020nc" or "bt2020c" or "bt709" or "ictcp" or "chroma-derived-nc" or "chroma-derived-c" or "gbr",
        };
        if (!known)
        {
            yield return $"The clip {clip.Path} is tagged primaries {clip.Primaries}, transfer {clip.Transfer}, matrix {clip.Matrix}, but "
                + "HDR clips need bt2020, smpte2084 (PQ), bt2020nc (or P3 primaries and other matrices, which are converted): if its "
                + "samples are PQ BT.2020, tag it with ffmpeg -i IN -c copy -bsf:v "
                + "hevc_metadata=colour_primaries=9:transfer_characteristics=16:matrix_coefficients=9 OUT, else convert it.";
        }

        if (clip.BitDepth < 10)
        {
            yield return $"The clip {clip.Path} has {clip.BitDepth} bits a sample ({clip.PixelFormat}), but PQ needs at least 10: "
                + "encode it with -pix_fmt yuv420p10le.";
        }
    }

    private static IEnumerable<string> FaultsOfSdr(ClipInfo clip)
    {
        // Untagged SDR of this size is BT.709 by convention; other tags are trusted. BT.601 matrices are converted.
        var dynamicRange = clip.Transfer is "smpte2084" or "arib-std-b67" or "linear";
        if (dynamicRange || clip.Matrix is not ("bt709" or "smpte170m" or "bt470bg" or "gbr" or ClipInfo.Unknown)
            || clip.Primaries is not ("bt709" or ClipInfo.Unknown))
        {
            yield return $"The clip {clip.Path} is tagged primaries {clip.Primaries}, transfer {clip.Transfer}, matrix {clip.Matrix}, but "
                + "SDR clips need bt709 throughout: tone-map or convert it to BT.709 first.";
        }
    }

    private static IEnumerable<string> FaultsOfSize(ClipInfo clip, int scale)
    {
        if (clip.Width % 2 != 0 || clip.Height % 2 != 0)
        {
            yield return $"The clip {clip.Path} is {clip.Width}x{clip.Height}, but width and height must be even: crop it with "
                + $"-vf crop={clip.Width & ~1}:{clip.Height & ~1}.";
        }
        else if (clip.Width % scale != 0 || clip.Height % scale != 0)
        {
            yield return $"The clip {clip.Path} is {clip.Width}x{clip.Height}, but the scale {scale} must divide width and height: "
                + $"crop it with -vf crop={clip.Width / scale * scale}:{clip.Height / scale * scale}.";
        }
    }

    private static IEnumerable<string> FaultsOfPair(ClipInfo hdr, ClipInfo sdr)
    {
        if (sdr.FrameCount != hdr.FrameCount)
        {
            yield return $"The SDR clip {sdr.Path} has {sdr.FrameCount} frames, but its HDR counterpart {hdr.Path} has {hdr.FrameCount}: "
                + "give clips of the same frames.";
        }

        if (sdr.Width != hdr.Width || sdr.Height != hdr.Height)
        {
            yield return $"The SDR clip {sdr.Path} is {sdr.Width}x{sdr.Height}, but its HDR counterpart {hdr.Path} "
                + $"is {hdr.Width}x{hdr.Height}: give clips of the same size (the low-resolution input is made from it by the scale).";
        }
    }
}
