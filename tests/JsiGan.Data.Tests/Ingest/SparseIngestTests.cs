using JsiGan.Data.Ingest;
using JsiGan.Data.Ingest.Sources;
using JsiGan.Data.Store;
using JsiGan.Imaging.Frames;
using JsiGan.Testing.Clips;

namespace JsiGan.Data.Tests.Ingest;

/// <summary>Non-reference frames are not decoded unless chosen.</summary>
public sealed class SparseIngestTests : IDisposable
{
    private const int Width = 320;
    private const int Height = 192;
    private const int Count = 48;
    private const int Samples = 3 * Width * Height;

    private readonly TestFolder _folder = new();

    [Theory]
    [InlineData("clip.mp4")]
    [InlineData("clip.mkv")]
    public void Frames_are_those_of_their_numbers_although_others_were_not_decoded(string name)
    {
        var clip = Encode(name);
        Assert.True(ClipProbe.Read(clip).IsEven);
        var choice = new FrameChoice(Every: 9, Cut: 0.3);
        Assert.True(choice.IsSparse(ClipProbe.Read(clip)));
        using var store = Ingest(clip, choice);
        var theirs = MadeClips.Frames<ushort>(clip, "zscale=f=bicubic,format=yuv444p10le", Samples);
        Assert.Equal(Count, theirs.Count);

        // Cells of 3: one frame of every third cell of the first shot, then the same from the cut in frame 20.
        var numbers = store.Clips[0].SourceFrames;
        Assert.Equal([0, 3, 6, 7, 10, 13], numbers.Select(number => number / 3));
        var ours = new ushort[Samples];
        for (var frame = 0; frame < numbers.Count; frame++)
        {
            store.ReadHigh(frame, 0, 0, Width, Height, ours);
            Assert.DoesNotContain(ours.Zip(theirs[numbers[frame]]), pair => Math.Abs(pair.First - pair.Second) > 1);
        }
    }

    [Fact]
    public void A_clip_of_uneven_times_is_decoded_whole()
    {
        var uneven = SmallClips.Ffmpeg(
            _folder.File("uneven.mkv"), "-i", Encode("clip.mkv"), "-c", "copy", "-bsf:v", "setts=ts=TS+70*gte(N\\,12)");
        Assert.False(ClipProbe.Read(uneven).IsEven);
        using var store = Ingest(uneven, new FrameChoice(Every: 9, Cut: 0.3));
        Assert.Equal([0, 9, 18, 21, 30, 39], store.Clips[0].SourceFrames);
    }

    [Fact]
    public void A_clip_that_refers_to_frames_it_marks_as_unused_is_refused_with_a_way_to_read_it()
    {
        var stream = Encode("plain.hevc", "bframes=0:");
        var bytes = File.ReadAllBytes(stream);
        // ITU-T H.265, 7.3.1.2 and table 7-1: a slice of TRAIL_R (1) becomes one of TRAIL_N (0).
        var slice = bytes.AsSpan(bytes.Length / 4).IndexOf((byte[])[0, 0, 1, 1 << 1, 1]) + (bytes.Length / 4);
        bytes[slice + 3] = 0;
        File.WriteAllBytes(stream, bytes);
        var clip = SmallClips.Ffmpeg(_folder.File("false.mkv"), "-framerate", "24", "-i", stream, "-c", "copy");
        Assert.True(ClipProbe.Read(clip).IsEven);

        var fault = Assert.Throws<FailureException>(() => Ingest(clip, new FrameChoice(Every: 9, Cut: 0.3)));
        Assert.Contains($"{clip} marks reference frames as non-reference", fault.Message, StringComparison.Ordinal);
        Assert.Contains("--cut 0", fault.Message, StringComparison.Ordinal);
        using var store = Ingest(clip, new FrameChoice(Every: 9));
        Assert.Equal([0, 9, 18, 27, 36, 45], store.Clips[0].SourceFrames);
    }

    public void Dispose() => _folder.Dispose();

    private FrameStore Ingest(string clip, FrameChoice choice)
    {
        StoreIngest.Run(_folder.File("store"), [new(clip, null, "clip")], new IngestOptions { Choice = choice }, null, default);
        return FrameStore.Open(_folder.File("store"));
    }

    // Two shots; three frames between two reference frames.
    private string Encode(string name, string structure = "bframes=3:b-adapt=0:") => SmallClips.Ffmpeg(
        _folder.File(name), "-f", "lavfi", "-i", $"testsrc2=s={Width}x{Height}:r=24000/1001", "-frames:v", $"{Count}", "-vf",
        "format=yuv420p,noise=alls=6:all_seed=4:allf=t,negate=enable=gte(n\\,20),format=yuv420p10le", "-color_range", "tv",
        "-color_primaries", "bt2020", "-color_trc", "smpte2084", "-colorspace", "bt2020nc", "-c:v", "libx265", "-preset", "ultrafast",
        "-crf", "12", "-x265-params", $"log-level=error:{structure}colorprim=bt2020:transfer=smpte2084:colormatrix=bt2020nc");
}
