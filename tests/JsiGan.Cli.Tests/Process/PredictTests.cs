using JsiGan.Imaging.Frames;

namespace JsiGan.Cli.Tests.Process;

/// <summary>A trained network makes HDR files from SDR ones with the requested properties according to ffprobe.</summary>
public sealed class PredictTests(TrainedRun trained) : IClassFixture<TrainedRun>
{
    [Fact]
    public void A_video_becomes_HDR10_with_the_mastering_of_the_named_source_and_an_SDR_preview()
    {
        trained.Predict("run", trained.Sdr, "hdr.mkv", "--mastering", trained.Hdr, "--sdr-preview", "preview.mp4");

        var (hdr, source) = (ClipProbe.Read(trained.File("hdr.mkv")), ClipProbe.Read(trained.Hdr));
        Assert.Equal((128, 128, 4), (hdr.Width, hdr.Height, hdr.FrameCount));
        Assert.Equal("yuv420p10le", hdr.PixelFormat);
        Assert.Equal(new ColourTags("tv", "bt2020", "smpte2084", "bt2020nc"), hdr.Colour);
        Assert.NotNull(source.Mastering);
        Assert.Equal(source.Mastering, hdr.Mastering);
        Assert.Equal(source.Rate, hdr.Rate);
        var preview = ClipProbe.Read(trained.File("preview.mp4"));
        Assert.Equal((128, 128, 4, 8), (preview.Width, preview.Height, preview.FrameCount, preview.BitDepth));
        Assert.Equal(new ColourTags("tv", "bt709", "bt709", "bt709"), preview.Colour);
    }

    [Fact]
    public void Mp4_png_and_y4m_hold_the_same_picture_whatever_the_tiles()
    {
        trained.Predict("run/checkpoint", trained.Sdr, "whole.y4m", "--frame", "2");
        trained.Predict("run/checkpoint/generator.safetensors", trained.Sdr, "tiles.y4m", "--frame", "2", "--tile", "16");
        trained.Predict("run", trained.Sdr, "frame.png", "--frame", "2", "--sdr-preview", "preview.png");
        trained.Predict("run", trained.Sdr, "frame.mp4", "--frame", "2");

        var whole = Decode("whole.y4m", "yuv444p10le");
        Assert.True(whole.Distinct().Count() > 50, "The prediction shows next to nothing.");
        RequireNear(whole, Decode("tiles.y4m", "yuv444p10le"), 1);
        Assert.Equal(("rgb48be", 16), (Probe("frame.png").PixelFormat, 16));
        Assert.Equal("rgb24", Probe("preview.png").PixelFormat);
        Assert.Equal((128, 128, 1, 10), (Probe("frame.mp4").Width, Probe("frame.mp4").Height, Probe("frame.mp4").FrameCount,
            Probe("frame.mp4").BitDepth));
        // R'G'B' clips impossible colours: elsewhere ffmpeg's inverse conversion restores the codes.
        var picture = Decode("frame.png", "gbrp16le");
        var back = Decode("frame.png", "yuv444p10le", "format=gbrp16le,zscale=min=gbr:m=bt2020nc:rin=full:r=limited,");
        var (plane, compared) = (128 * 128, 0);
        for (var i = 0; i < plane; i++)
        {
            if (((int[])[picture[i], picture[i + plane], picture[i + (2 * plane)]]).All(code => code is > 0 and < ushort.MaxValue))
            {
                compared++;
                Assert.All((int[])[0, plane, 2 * plane], start => Assert.InRange(back[start + i] - whole[start + i], -1, 1));
            }
        }

        Assert.True(compared > plane / 10, $"Only {compared} of {plane} pixels could be compared.");
    }

    [Fact]
    public void A_picture_is_predicted_too()
    {
        trained.Ffmpeg("-i", trained.Sdr, "-frames:v", "1", "still.png");
        trained.Predict("run", "still.png", "still-hdr.png");
        Assert.Equal((128, 128), (Probe("still-hdr.png").Width, Probe("still-hdr.png").Height));
    }

    [Fact]
    public void The_generator_that_comes_with_the_program_predicts_and_greys_stay_grey()
    {
        trained.Ffmpeg(
            "-f", "lavfi", "-i", "gradients=s=64x64:c0=black:c1=white:x0=0:y0=0:x1=63:y1=0:n=2:d=1,format=yuv444p", "-frames:v", "1",
            "-color_range", "tv", "-colorspace", "bt709", "-color_primaries", "bt709", "-color_trc", "bt709", "-c:v", "ffv1", "ramp.mkv");
        trained.Predict("--pretrained", "ramp.mkv", "ramp.y4m");
        var codes = Decode("ramp.y4m", "yuv444p10le");
        var (luma, chroma) = (codes[..(128 * 128)], codes[(128 * 128)..]);
        Assert.True(luma.Max() - luma.Min() > 300, "The ramp has hardly any range.");
        Assert.InRange(chroma.Average(code => Math.Abs(code - 512)), 0, 4);
    }

    [Fact]
    public void Invalid_input_is_refused_and_nothing_is_left()
    {
        Refused(2, ["run", trained.Sdr, "out.avi"], "'.avi'", ".mp4, .mov, .mkv, .y4m, .png");
        Refused(2, ["run", trained.Sdr, "out.png"], "has 4 frames", "--frame");
        Refused(2, ["run", trained.Sdr, "out.mp4", "--frame", "9"], "has 4 frames");
        Refused(2, ["run", trained.Hdr, "out.mp4"], "transfer smpte2084", "BT.709");
        Refused(2, ["run", "gone.mp4", "out.mp4"], "gone.mp4 does not exist");
        Refused(2, ["run", trained.Sdr, "nowhere/out.mp4"], "nowhere of the HDR file does not exist");
        Refused(2, ["run", trained.Sdr, "out.mp4", "--sdr-preview", "out.mp4"], "is the HDR output itself");
        Refused(2, ["run", trained.Sdr, "out.mp4", "--mastering", trained.Sdr], "has no mastering display metadata");
        Refused(2, ["other", trained.Sdr, "out.mp4"], "other does not exist");
        Refused(2, [trained.Sdr, "out.mp4"], "takes MODEL SDR HDR", "--pretrained", "given 2");
        Refused(2, ["--pretrained", "run", trained.Sdr, "out.mp4"], "SDR HDR with --pretrained", "given 3");
        Refused(2, ["run", trained.Sdr, "out.mp4", "--scale", "4"], "--scale belongs to --pretrained");
        Refused(2, ["--pretrained", trained.Sdr, "out.mp4", "--scale", "4"], "No pretrained generator of scale 4");
        Refused(1, ["broken.safetensors", trained.Sdr, "out.mp4"], "broken.safetensors");
        Refused(1, ["run/checkpoint/optimizer-generator.safetensors", trained.Sdr, "out.mp4"], "holds no generator of JSI-GAN");
        Assert.Empty(Directory.GetFiles(trained.Path, "out*"));
        File.WriteAllText(trained.File("mine.mp4"), "mine");
        Refused(2, ["run", trained.Sdr, "mine.mp4"], "mine.mp4 exists already", "--force");
        Assert.Equal("mine", File.ReadAllText(trained.File("mine.mp4")));
    }

    private static void RequireNear(int[] first, int[] second, int most)
    {
        Assert.Equal(first.Length, second.Length);
        Assert.All(first.Zip(second).Select(pair => pair.First - pair.Second).Distinct(), far => Assert.InRange(far, -most, most));
    }

    private void Refused(int exitCode, string[] arguments, params string[] words) =>
        Cli.Run(trained.Path, ["predict", .. arguments]).IsRefused(exitCode, words);

    private ClipInfo Probe(string name) => ClipProbe.Read(trained.File(name));

    /// <summary>The planar 16-bit samples of a file's first frame.</summary>
    private int[] Decode(string name, string format, string filters = "")
    {
        trained.Ffmpeg("-i", name, "-vf", $"{filters}format={format}", "-frames:v", "1", "-f", "rawvideo", "decoded.raw");
        var bytes = File.ReadAllBytes(trained.File("decoded.raw"));
        return [.. Enumerable.Range(0, bytes.Length / 2).Select(i => (int)BitConverter.ToUInt16(bytes, 2 * i))];
    }
}
