using JsiGan.Imaging.Frames;

namespace JsiGan.Testing.Clips;

/// <summary>Clips with edges, saturated colours and noise, written and read by ffmpeg.</summary>
public static class MadeClips
{
    public const int Width = 640;
    public const int Height = 384;

    private const string Hdr10 = "log-level=error:hdr10=1:repeat-headers=1:colorprim=bt2020:transfer=smpte2084:colormatrix=bt2020nc:"
        + "range=limited:master-display=G(13250,34500)B(7500,3000)R(34000,16000)WP(15635,16450)L(10000000,50):max-cll=900,300";

    /// <summary>Colours far from the bounds of any range or gamut, so that formulas and filters clip nothing.</summary>
    public const string Soft = "eq=contrast=0.5:saturation=0.3,gblur=2";

    /// <summary>Two shots of 6 frames: ffmpeg's test pattern, then an inverted one.</summary>
    public static string Hdr(
        string path, string size = "640x384", string parameters = Hdr10, string format = "yuv420p10le", string range = "tv",
        string look = "null") =>
        SmallClips.Ffmpeg(
            path, "-f", "lavfi", "-i", $"testsrc2=s={size}:r=24:d=0.5", "-vf",
            $"format=yuv420p,noise=alls=6:all_seed=4,negate=enable=gte(n\\,6),{look},scale=out_range={range},format={format}", "-c:v",
            "libx265",
            "-preset", "ultrafast", "-crf", "8", "-color_range", range, "-color_primaries", "bt2020", "-color_trc", "smpte2084",
            "-colorspace",
            "bt2020nc", "-x265-params", parameters);

    public static string Sdr(string path, string size = "640x384", double seconds = 0.5) => SmallClips.Ffmpeg(
        path, "-f", "lavfi", "-i", FormattableString.Invariant($"testsrc2=s={size}:r=24:d={seconds}"), "-vf",
        "format=yuv420p,noise=alls=6:all_seed=7,negate=enable=gte(n\\,6)", "-c:v", "libx264", "-preset", "ultrafast", "-qp", "4",
        "-color_primaries", "bt709", "-color_trc", "bt709", "-colorspace", "bt709");

    /// <summary>The frames of a clip as ffmpeg's filters give them, planar.</summary>
    public static List<T[]> Frames<T>(string path, string filters, int samples)
        where T : unmanaged
    {
        using var process = PipedProcess.Start(
            "ffmpeg", ["-v", "error", "-nostdin", "-i", path, "-vf", filters, "-fps_mode", "passthrough", "-f", "rawvideo", "pipe:1"]);
        var frames = new List<T[]>();
        var frame = new T[samples];
        while (process.Output.ReadAtLeast(System.Runtime.InteropServices.MemoryMarshal.AsBytes(frame.AsSpan()), 1,
            false) is > 0 and var first)
        {
            process.Output.ReadExactly(System.Runtime.InteropServices.MemoryMarshal.AsBytes(frame.AsSpan())[first..]);
            frames.Add(frame);
            frame = new T[samples];
        }

        return frames;
    }
}
