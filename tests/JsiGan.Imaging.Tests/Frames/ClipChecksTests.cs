using JsiGan.Imaging.Frames;

namespace JsiGan.Imaging.Tests.Frames;

public sealed class ClipChecksTests
{
    private static readonly ClipInfo Hdr = new(
        "hdr.mp4", 3840, 2160, 12, new FrameRate(24, 1), "yuv420p10le", 10, "tv", "bt2020", "smpte2084", "bt2020nc", null);

    private static readonly ClipInfo Sdr = new(
        "sdr.mp4", 3840, 2160, 12, new FrameRate(24, 1), "yuv420p", 8, "tv", "bt709", "bt709", "bt709", null);

    [Fact]
    public void A_right_pair_passes()
    {
        ClipChecks.RequirePair(Hdr, Sdr, 2);
        ClipChecks.RequirePair(Hdr, Sdr with { Transfer = "unknown", Primaries = "unknown", Matrix = "unknown" }, 4);
    }

    [Fact]
    public void A_clip_without_PQ_tags_is_refused_with_found_and_expected_tags_and_how_to_set_them()
    {
        var message = Fault(Hdr with { Primaries = "unknown", Transfer = "bt709", Matrix = "unknown" }, Sdr);
        Assert.Contains("primaries unknown, transfer bt709, matrix unknown", message);
        Assert.Contains("bt2020, smpte2084 (PQ), bt2020nc", message);
        Assert.Contains("hevc_metadata=colour_primaries=9:transfer_characteristics=16:matrix_coefficients=9", message);
    }

    [Fact]
    public void An_eight_bit_HDR_clip_is_refused() =>
        Assert.Contains(
            "8 bits a sample (yuv420p), but PQ needs at least 10", Fault(Hdr with { BitDepth = 8, PixelFormat = "yuv420p" }, Sdr));

    [Fact]
    public void A_counterpart_that_is_HDR_itself_is_refused() =>
        Assert.Contains("transfer smpte2084", Fault(Hdr, Hdr with { Path = "sdr.mp4" }));

    [Fact]
    public void Another_length_is_refused_with_both() => Assert.Contains(
        "has 11 frames, but its HDR counterpart hdr.mp4 has 12", Fault(Hdr, Sdr with { FrameCount = 11 }));

    [Fact]
    public void Another_size_is_refused_with_both() =>
        Assert.Contains("is 1920x1080, but its HDR counterpart hdr.mp4 is 3840x2160", Fault(Hdr, Sdr with { Width = 1920, Height = 1080 }));

    [Fact]
    public void An_odd_size_is_refused_with_the_crop_that_helps()
    {
        var message = Fault(Hdr with { Width = 3839, Height = 2159 }, Sdr with { Width = 3839, Height = 2159 });
        Assert.Contains("3839x2159, but width and height must be even", message);
        Assert.Contains("crop=3838:2158", message);
    }

    [Fact]
    public void A_size_that_the_scale_does_not_divide_is_refused_with_the_crop_that_helps()
    {
        var message = Fault(Hdr with { Height = 2158 }, Sdr with { Height = 2158 }, 4);
        Assert.Contains("3840x2158, but the scale 4 must divide", message);
        Assert.Contains("crop=3840:2156", message);
    }

    [Fact]
    public void All_errors_of_a_pair_are_reported_together()
    {
        var message = Fault(Hdr with { Transfer = "bt709", BitDepth = 8 }, Sdr with { FrameCount = 3, Width = 1920 });
        Assert.Equal(4, message.Split(Environment.NewLine).Length);
    }

    private static string Fault(ClipInfo hdr, ClipInfo sdr, int scale = 2) =>
        Assert.Throws<UsageException>(() => ClipChecks.RequirePair(hdr, sdr, scale)).Message;
}
