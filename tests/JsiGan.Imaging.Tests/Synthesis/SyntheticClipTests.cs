using JsiGan.Imaging.Color;
using JsiGan.Imaging.Frames;
using JsiGan.Imaging.Synthesis;

namespace JsiGan.Imaging.Tests.Synthesis;

public sealed class SyntheticClipTests : IDisposable
{
    private static readonly SyntheticClipOptions Small = new() { Width = 320, Height = 180, Frames = 8, Seed = 5 };

    private readonly TestFolder _folder = new();

    [Fact]
    public void The_same_seed_gives_the_same_frames_bit_by_bit()
    {
        for (var frame = 0; frame < Small.Frames; frame++)
        {
            var (hdr, sdr) = Render(Small, frame);
            var (hdrAgain, sdrAgain) = Render(Small, frame);
            Assert.Equal(hdr.Samples, hdrAgain.Samples);
            Assert.Equal(sdr.Samples, sdrAgain.Samples);
        }
    }

    [Fact]
    public void Another_seed_gives_other_frames()
    {
        for (var frame = 0; frame < Small.Frames; frame++)
        {
            var (hdr, other) = (Render(Small, frame).Hdr, Render(Small with { Seed = 6 }, frame).Hdr);
            Assert.True(ShareOfChangedLuma(hdr, other) > 0.3, $"Frame {frame} hardly changes with the seed.");
        }
    }

    [Fact]
    public void The_sun_has_thousands_of_nits_and_the_night_has_parts_of_one()
    {
        var day = new SyntheticClip(Small).RenderLinear(0);
        Assert.Equal(4000, day.Samples.Max());
        Assert.InRange(day.Samples.Count(nits => nits > 2000), 1, day.Samples.Length / 10);
        var night = new SyntheticClip(Small).RenderLinear(2);
        Assert.InRange(night.Samples.Min(), 0, 0.5f);
        Assert.True(night.Samples.Max() > 1000);
    }

    [Fact]
    public void No_frame_is_the_neighbour_of_its_neighbour_so_that_held_out_frames_show_something_else()
    {
        for (var frame = 1; frame < Small.Frames; frame++)
        {
            Assert.True(
                ShareOfChangedLuma(Render(Small, frame - 1).Hdr, Render(Small, frame).Hdr) > 0.3,
                $"Frames {frame - 1} and {frame} are nearly the same.");
        }
    }

    [Fact]
    public void The_HDR_codes_are_the_linear_lights_own()
    {
        var light = new SyntheticClip(Small).RenderLinear(6);
        var codes = Render(Small, 6).Hdr;
        for (var x = 0; x < 320; x += 7)
        {
            var (r, g, b) = (Pq.Encode(light.Row(0, 90)[x]), Pq.Encode(light.Row(1, 90)[x]), Pq.Encode(light.Row(2, 90)[x]));
            var (luma, cb, cr) = Bt2020.Matrix.FromRgb(r, g, b);
            Assert.InRange(codes.Row(0, 90)[x] - QuantizationRange.Limited10.EncodeLuma(luma), -1, 1);
            Assert.InRange(codes.Row(1, 90)[x] - QuantizationRange.Limited10.EncodeChroma(cb), -1, 1);
            Assert.InRange(codes.Row(2, 90)[x] - QuantizationRange.Limited10.EncodeChroma(cr), -1, 1);
        }
    }

    [Fact]
    public void A_curve_a_channel_cannot_undo_the_tone_mapping()
    {
        // The same SDR luma stands for different HDR lumas, further apart than rounding explains.
        var (hdr, sdr) = Render(Small, 7);
        var spreads = Enumerable.Range(0, sdr.Plane(0).Length)
            .GroupBy(i => sdr.Samples[i], i => (double)hdr.Samples[i])
            .Where(group => group.Count() > 50)
            .Select(group => group.Order().ElementAt(group.Count() * 9 / 10) - group.Order().ElementAt(group.Count() / 10))
            .ToArray();
        Assert.True(spreads.Average() > 10, $"One SDR code covers only {spreads.Average():f1} HDR codes.");
    }

    [Fact]
    public void Both_files_are_written_with_their_tags()
    {
        var reports = new List<FrameProgress>();
        new SyntheticClip(Small).Write(_folder.File("hdr.mp4"), _folder.File("sdr.mp4"), new Recorder(reports));
        var (hdr, sdr) = (ClipProbe.Read(_folder.File("hdr.mp4")), ClipProbe.Read(_folder.File("sdr.mp4")));
        ClipChecks.RequirePair(hdr, sdr, 2);
        Assert.NotNull(hdr.Mastering);
        Assert.Equal((320, 180, 8), (hdr.Width, hdr.Height, hdr.FrameCount));
        Assert.Equal(("bt709", "bt709", "bt709", 8), (sdr.Primaries, sdr.Transfer, sdr.Matrix, sdr.BitDepth));
        Assert.Equal([.. Enumerable.Range(1, 8).Select(done => new FrameProgress(done, 8))], reports);
        Assert.Equal(["hdr.mp4", "sdr.mp4"], _folder.Names());
    }

    [Fact]
    public void A_cancelled_clip_leaves_nothing()
    {
        using var stop = new CancellationTokenSource();
        stop.Cancel();
        Assert.Throws<OperationCanceledException>(() =>
            new SyntheticClip(Small).Write(_folder.File("hdr.mp4"), _folder.File("sdr.mp4"), token: stop.Token));
        Assert.Empty(_folder.Names());
    }

    [Fact]
    public void All_faults_of_the_options_are_told_at_once()
    {
        var fault = Assert.Throws<UsageException>(() => new SyntheticClip(
            new() { Width = 65, Height = 10, Frames = 0, PeakNits = 20_000, FramesPerSecond = 0 }));
        Assert.Equal(5, fault.Message.Split(Environment.NewLine).Length);
    }

    public void Dispose() => _folder.Dispose();

    private static (Frame<ushort> Hdr, Frame<byte> Sdr) Render(SyntheticClipOptions options, int frame)
    {
        var (hdr, sdr) = (new Frame<ushort>(options.Width, options.Height), new Frame<byte>(options.Width, options.Height));
        new SyntheticClip(options).Render(frame, hdr, sdr);
        return (hdr, sdr);
    }

    private static double ShareOfChangedLuma(Frame<ushort> a, Frame<ushort> b) =>
        Enumerable.Range(0, a.Plane(0).Length).Count(i => Math.Abs(a.Samples[i] - b.Samples[i]) > 4) / (double)a.Plane(0).Length;

    private sealed class Recorder(List<FrameProgress> reports) : IProgress<FrameProgress>
    {
        public void Report(FrameProgress value) => reports.Add(value);
    }
}
