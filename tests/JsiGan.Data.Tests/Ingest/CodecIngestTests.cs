using JsiGan.Data.Ingest;
using JsiGan.Data.Ingest.Sources;
using JsiGan.Data.Store;
using JsiGan.Imaging.Frames;
using JsiGan.Testing.Clips;

namespace JsiGan.Data.Tests.Ingest;

public sealed class CodecIngestTests : IDisposable
{
    private const int Width = 320;
    private const int Height = 192;
    private const int Count = 3;
    private const int Samples = 3 * Width * Height;

    private readonly TestFolder _folder = new();

    [Theory]
    [InlineData("vp9", "webm", "libvpx-vp9 -profile:v 2 -crf 12 -b:v 0 -deadline realtime -cpu-used 8")]
    [InlineData("vp9", "mkv", "libvpx-vp9 -profile:v 2 -crf 12 -b:v 0 -deadline realtime -cpu-used 8 -chroma_sample_location topleft")]
    [InlineData("av1", "mp4", "libaom-av1 -crf 12 -usage realtime -cpu-used 8")]
    [InlineData("av1", "mkv", "libsvtav1 -crf 12 -preset 12")]
    public void VP9_and_AV1_in_HDR10_are_read_as_ffmpeg_reads_them(string codec, string container, string encoder)
    {
        var clip = Encode($"clip.{container}", encoder);
        Assert.Equal(("yuv420p10le", "smpte2084", "bt2020nc"), Tags(ClipProbe.Read(clip)));
        StoreIngest.Run(_folder.File("store"), [new(clip, null, codec)], new IngestOptions { Choice = FrameChoice.All }, null, default);
        using var store = FrameStore.Open(_folder.File("store"));
        var theirs = MadeClips.Frames<ushort>(clip, "zscale=f=bicubic,format=yuv444p10le", Samples);

        Assert.Equal((Count, Count), (store.FrameCount, theirs.Count));
        var ours = new ushort[Samples];
        for (var frame = 0; frame < Count; frame++)
        {
            store.ReadHigh(frame, 0, 0, Width, Height, ours);
            Assert.All(ours.Zip(theirs[frame]).Select(pair => pair.First - pair.Second).Distinct(), far => Assert.InRange(far, -1, 1));
        }

        Assert.True(theirs[0].Distinct().Count() > 100, "The clip shows next to nothing.");
    }

    public void Dispose() => _folder.Dispose();

    private static (string Format, string Transfer, string Matrix) Tags(ClipInfo clip) => (clip.PixelFormat, clip.Transfer, clip.Matrix);

    private string Encode(string name, string encoder) => SmallClips.Ffmpeg(
        _folder.File(name),
        [
            "-f", "lavfi", "-i", $"testsrc2=s={Width}x{Height}:r=24", "-frames:v", $"{Count}", "-vf",
            "format=yuv420p,noise=alls=6:all_seed=4,format=yuv420p10le", "-color_range", "tv", "-color_primaries", "bt2020", "-color_trc",
            "smpte2084", "-colorspace", "bt2020nc", "-c:v", .. encoder.Split(' '),
        ]);
}
