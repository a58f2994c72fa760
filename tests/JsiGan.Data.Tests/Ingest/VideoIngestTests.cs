using JsiGan.Data.Ingest;
using JsiGan.Data.Ingest.Sources;
using JsiGan.Data.Store;
using JsiGan.Imaging.Color;
using JsiGan.Imaging.Frames;
using JsiGan.Testing.Clips;
using static JsiGan.Testing.Clips.MadeClips;

namespace JsiGan.Data.Tests.Ingest;

public sealed class VideoIngestTests : IDisposable
{
    private const int Samples = 3 * Width * Height;

    private readonly TestFolder _folder = new();

    [Fact]
    public void Pixels_are_those_of_ffmpegs_own_conversion_to_one_code()
    {
        var (hdr, sdr) = (Hdr(_folder.File("hdr.mp4")), Sdr(_folder.File("sdr.mp4")));
        using var store = Ingest(hdr, sdr, new IngestOptions { Choice = FrameChoice.All });
        var high = Frames<ushort>(hdr, "zscale=f=bicubic,format=yuv444p10le", Samples);
        var low = Frames<byte>(
            sdr, $"zscale=f=bicubic,format=yuv444p,zscale=w={Width / 2}:h={Height / 2}:f=bicubic:param_a=0:param_b=0.5", Samples / 4);
        Assert.Equal((12, 12, 12), (store.FrameCount, high.Count, low.Count));
        var (ours, oursLow) = (new ushort[Samples], new byte[Samples / 4]);
        for (var frame = 0; frame < 12; frame++)
        {
            store.ReadHigh(frame, 0, 0, Width, Height, ours);
            store.ReadLow(frame, 0, 0, Width / 2, Height / 2, oursLow);
            Assert.Equal(0, FarApart(ours, high[frame], 1));
            Assert.Equal(0, FarApart(oursLow, low[frame], 1));
        }
    }

    [Theory]
    [InlineData(2, "left")]
    [InlineData(4, "topleft")]
    public void A_crop_is_that_part_of_the_whole_frame_for_every_chroma_siting(int scale, string siting)
    {
        var location = siting == "topleft" ? ":chromaloc=2" : "";
        const string Tags = "log-level=error:colorprim=bt2020:transfer=smpte2084:colormatrix=bt2020nc";
        var hdr = Hdr(_folder.File("hdr.mp4"), parameters: Tags + location);
        using var store = Ingest(hdr, null, new IngestOptions { Scale = scale, Choice = new FrameChoice(Every: 6) });
        var whole = Frames<ushort>(hdr, "zscale=f=bicubic,format=yuv444p10le", Samples)[6];
        (int, int, int, int)[] crops = [(0, 0, 160, 160), (479, 223, 161, 161), (77, 58, 33, 21), (301, 100, 1, 1)];
        foreach (var (x, y, width, height) in crops)
        {
            var crop = new ushort[3 * width * height];
            store.ReadHigh(1, x, y, width, height, crop);
            var expected = Enumerable.Range(0, 3).SelectMany(plane => Enumerable.Range(y, height)
                .SelectMany(row => whole.Skip((plane * Width * Height) + (row * Width) + x).Take(width)));
            Assert.Equal(0, FarApart(crop, [.. expected], 1));
        }
    }

    [Fact]
    public void Each_shot_gives_its_first_frame_and_every_nth_from_it()
    {
        var (hdr, sdr) = (Hdr(_folder.File("hdr.mp4")), Sdr(_folder.File("sdr.mp4")));
        using var store = Ingest(hdr, sdr, new IngestOptions { Choice = new FrameChoice(Every: 4, Cut: 0.08) });
        Assert.Equal([0, 4, 6, 10], store.Clips[0].SourceFrames);
        var low = Frames<byte>(
            sdr, $"zscale=f=bicubic,format=yuv444p,zscale=w={Width / 2}:h={Height / 2}:f=bicubic:param_a=0:param_b=0.5", Samples / 4);
        var ours = new byte[Samples / 4];
        store.ReadLow(2, 0, 0, Width / 2, Height / 2, ours);
        Assert.Equal(0, FarApart(ours, low[6], 1));
    }

    [Fact]
    public void A_full_range_clip_and_one_of_P3_primaries_are_converted()
    {
        const string Tags = "log-level=error:colorprim=bt2020:transfer=smpte2084:colormatrix=bt2020nc";
        var full = Hdr(_folder.File("full.mp4"), parameters: Tags + ":range=full", range: "pc", look: Soft);
        var p3 = Hdr(_folder.File("p3.mp4"), parameters: Tags, look: Soft);
        SmallClips.Ffmpeg(_folder.File("p3.mkv"), "-i", p3, "-c", "copy", "-bsf:v",
            "hevc_metadata=colour_primaries=12:matrix_coefficients=1");
        var options = new IngestOptions { Choice = new FrameChoice(Every: 12), Split = SplitRule.Training };
        StoreIngest.Run(_folder.File("store"), [new(full, null, "full"), new(_folder.File("p3.mkv"), null, "p3")], options, null, default);
        using var store = FrameStore.Open(_folder.File("store"));
        Assert.Equal([ChromaFormat.Yuv444, ChromaFormat.Yuv444], store.Clips.Select(clip => clip.Chroma));
        Assert.Equal("smpte432", store.Clips[1].Colour!.Primaries);
        var wide = QuantizationRange.Full(10);
        RequireSame(store, 0, full, (y, cb, cr) => Bt2020.Matrix.ToRgb(wide.DecodeLuma(y), wide.DecodeChroma(cb), wide.DecodeChroma(cr)));
        RequireSame(store, 1, p3, (y, cb, cr) =>
        {
            var range = QuantizationRange.Limited10;
            var (r, g, b) = Bt709.Matrix.ToRgb(range.DecodeLuma(y), range.DecodeChroma(cb), range.DecodeChroma(cr));
            var light = Primaries.P3D65.To(Primaries.Bt2020).Apply(Pq.Decode(r), Pq.Decode(g), Pq.Decode(b));
            return (Pq.Encode(light.X), Pq.Encode(light.Y), Pq.Encode(light.Z));
        });
    }

    [Fact]
    public void Mastering_metadata_and_colour_tags_are_kept()
    {
        using var store = Ingest(Hdr(_folder.File("hdr.mp4")), null, new IngestOptions());
        var clip = store.Clips[0];
        Assert.Equal(MasteringDisplay.P3(1000, 900, 300) with { MinLuminance = 50 }, clip.Mastering);
        Assert.Equal(new ColourTags("tv", "bt2020", "smpte2084", "bt2020nc"), clip.Colour);
        Assert.Equal("hable", clip.ToneMapping);
    }

    [Fact]
    public void Clips_are_added_to_a_store_and_a_name_is_taken_once()
    {
        var (hdr, sdr) = (Hdr(_folder.File("hdr.mp4")), Sdr(_folder.File("sdr.mp4")));
        Ingest(hdr, sdr, new IngestOptions()).Dispose();
        StoreIngest.Run(
            _folder.File("store"), [new(hdr, null, "a"), new(hdr, null, "b")],
            new IngestOptions { Jobs = 2, Split = new SplitRule(SplitKind.Test) }, null, default);
        using (var store = FrameStore.Open(_folder.File("store")))
        {
            Assert.Equal(["clip", "a", "b"], store.Clips.Select(clip => clip.Name));
            Assert.Equal((2, 4), (store.Split.Training.Count + store.Split.Validation.Count, store.Split.Test.Count));
        }

        var before = Content(_folder.File("store"));
        Assert.Contains("already has a clip a", Assert.Throws<FailureException>(() =>
            StoreIngest.Run(_folder.File("store"), [new(hdr, null, "a")], new IngestOptions(), null, default)).Message);
        Assert.Contains("has scale 2, but scale 4", Assert.Throws<FailureException>(() =>
            StoreIngest.Run(_folder.File("store"), [new(hdr, null, "c")], new IngestOptions { Scale = 4 }, null, default)).Message);
        Assert.Equal(before, Content(_folder.File("store")));
    }

    [Fact]
    public void A_folder_of_another_program_is_left_alone()
    {
        File.WriteAllText(_folder.File("letter.txt"), "dear");
        var hdr = Hdr(Path.Combine(Directory.CreateDirectory(_folder.File("in")).FullName, "hdr.mp4"));
        var fault = Assert.Throws<FailureException>(() =>
            StoreIngest.Run(_folder.Path, [new(hdr, null, "a")], new IngestOptions(), null, default));
        Assert.Contains("is not a frame store", fault.Message);
        Assert.True(File.Exists(_folder.File("letter.txt")));
    }

    public void Dispose() => _folder.Dispose();

    private static int FarApart<T>(T[] ours, T[] theirs, int most)
        where T : struct, IConvertible
    {
        Assert.Equal(theirs.Length, ours.Length);
        return ours.Zip(theirs).Count(pair => Math.Abs(pair.First.ToInt32(null) - pair.Second.ToInt32(null)) > most);
    }

    private static Dictionary<string, string> Content(string folder) => Directory
        .GetFiles(folder, "*", SearchOption.AllDirectories)
        .ToDictionary(file => file, file => Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(File.ReadAllBytes(file))));

    /// <summary>Compares the first frame of a clip with a formula over the file's samples.</summary>
    private static void RequireSame(
        FrameStore store, int frame, string clip, Func<double, double, double, (double R, double G, double B)> signal)
    {
        // In the file's own range and matrix: chroma brought to full size alone, in 16 bits, so that nothing is rounded to codes before.
        var source = Frames<ushort>(
            clip, "setparams=range=tv:color_primaries=bt2020:color_trc=smpte2084:colorspace=bt2020nc,zscale=f=bicubic,format=yuv444p16le",
            Samples)[0];
        var ours = new ushort[Samples];
        store.ReadHigh(frame, 0, 0, Width, Height, ours);
        var (plane, range) = (Width * Height, QuantizationRange.Limited10);
        for (var i = 0; i < plane; i++)
        {
            var (r, g, b) = signal(source[i] / 64.0, source[i + plane] / 64.0, source[i + (2 * plane)] / 64.0);
            var (y, cb, cr) = Bt2020.Matrix.FromRgb(r, g, b);
            Assert.InRange(ours[i] - range.EncodeLuma(y), -1, 1);
            Assert.InRange(ours[i + plane] - range.EncodeChroma(cb), -1, 1);
            Assert.InRange(ours[i + (2 * plane)] - range.EncodeChroma(cr), -1, 1);
        }
    }

    private FrameStore Ingest(string hdr, string? sdr, IngestOptions options)
    {
        StoreIngest.Run(_folder.File("store"), [new(hdr, sdr, "clip")], options, null, default);
        return FrameStore.Open(_folder.File("store"));
    }
}
