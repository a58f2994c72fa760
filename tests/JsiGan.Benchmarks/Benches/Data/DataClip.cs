using System.Diagnostics;
using System.Globalization;
using JsiGan.Data.Ingest;
using JsiGan.Data.Ingest.Sources;
using JsiGan.Imaging.Frames;

namespace JsiGan.Benchmarks.Benches.Data;

/// <summary>A 4K HDR10 clip with the bit rate of a UHD disc, movement and grain, and a store of some of its frames.</summary>
internal static class DataClip
{
    private const int EncodedFrames = 24;

    // Grain at this quality takes about 70 Mbit/s, as on UHD discs.
    private const string Look = "format=yuv420p,noise=alls=8:all_seed=4:allf=t,gblur=0.6,format=yuv420p10le";
    private const string Tags = "log-level=error:hdr10=1:repeat-headers=1:colorprim=bt2020:transfer=smpte2084:colormatrix=bt2020nc:"
        + "range=limited:master-display=G(13250,34500)B(7500,3000)R(34000,16000)WP(15635,16450)L(10000000,1):max-cll=1000,400";

    /// <summary>Encodes one second and repeats it without encoding again.</summary>
    public static string Make(string folder, int frames)
    {
        var (second, clip) = (Path.Combine(folder, "second.mp4"), Path.Combine(folder, "clip.mp4"));
        Ffmpeg(
            "-f", "lavfi", "-i", $"testsrc2=s=3840x2160:r=24:d={EncodedFrames / 24}", "-vf", Look, "-c:v", "libx265", "-preset",
            "ultrafast",
            "-crf", "16", "-tag:v", "hvc1", "-color_range", "tv", "-color_primaries", "bt2020", "-color_trc", "smpte2084", "-colorspace",
            "bt2020nc",
            "-x265-params", Tags, second);
        Ffmpeg("-stream_loop", Text((frames / EncodedFrames) - 1), "-i", second, "-c", "copy", "-tag:v", "hvc1", clip);
        return clip;
    }

    /// <summary>Ingests every n-th frame of the clip.</summary>
    public static string Store(string folder, string clip, int every)
    {
        var store = Path.Combine(folder, "store");
        StoreIngest.Run(store, [new IngestItem(clip, null, "clip")], new IngestOptions { Choice = new FrameChoice(every) }, null, default);
        return store;
    }

    /// <summary>Frames per second of ffmpeg alone.</summary>
    public static double DecodeToNull(string clip)
    {
        var frames = ClipProbe.Read(clip).FrameCount;
        var watch = Stopwatch.StartNew();
        Ffmpeg("-nostdin", "-i", clip, "-f", "null", "-");
        return frames / watch.Elapsed.TotalSeconds;
    }

    private static void Ffmpeg(params string[] arguments) =>
        ChildProcess.Run("ffmpeg", ["-v", "error", "-y", .. arguments], Environment.ProcessorCount);

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
