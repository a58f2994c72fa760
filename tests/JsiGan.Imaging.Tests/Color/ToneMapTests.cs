using JsiGan.Imaging.Color;
using JsiGan.Testing.Clips;

namespace JsiGan.Imaging.Tests.Color;

public sealed class ToneMapTests
{
    [Fact]
    public void Hables_greys_are_those_of_ffmpegs_tonemap_filter_to_one_code()
    {
        // A ramp of PQ codes through ffmpeg's own conversion, which takes 100 nits as 1.
        using var folder = new TestFolder();
        var raw = folder.File("ramp.yuv");
        var frame = new byte[3 * 2 * 256 * 64];
        for (var i = 0; i < frame.Length / 2; i++)
            BitConverter.TryWriteBytes(frame.AsSpan(2 * i), (ushort)(i < 256 * 64 ? 64 + (i % 256 * 2) : 512));

        File.WriteAllBytes(raw, frame);
        SmallClips.Ffmpeg(
            folder.File("ramp.mkv"), "-f", "rawvideo", "-pix_fmt", "yuv444p10le", "-s", "256x64", "-i", raw, "-c:v", "ffv1", "-color_range",
                "tv",
            "-color_primaries", "bt2020", "-color_trc", "smpte2084", "-colorspace", "bt2020nc");
        var theirs = MadeClips.Frames<ushort>(
            folder.File("ramp.mkv"),
            "zscale=t=linear:npl=100,format=gbrpf32le,zscale=p=bt709,tonemap=tonemap=hable:desat=0:peak=10,"
                + "zscale=t=bt709:m=bt709:r=tv,format=yuv444p10le",
            3 * 256 * 64)[0];
        Span<float> red = stackalloc float[256];
        for (var i = 0; i < red.Length; i++)
            red[i] = (float)Pq.Decode(QuantizationRange.Limited10.DecodeLuma(64 + (2 * i)));

        var (green, blue) = (red.ToArray(), red.ToArray());
        ToneMaps.Create("hable", 1000).Apply(red, green, blue);
        var (luma, cb, cr) = (new byte[256], new byte[256], new byte[256]);
        SdrSignal.EncodeSignals(red, green, blue, luma, cb, cr);
        Assert.All(Enumerable.Range(0, 256), i =>
        {
            // zimg encodes for a display (BT.1886), the project as a camera does (BT.709's OETF): the light in between is compared.
            var light = Math.Pow(Math.Max(0, QuantizationRange.Limited10.DecodeLuma(theirs[i])), 2.4);
            Assert.InRange(luma[i] - QuantizationRange.Limited8.EncodeLuma(Bt709.Oetf(light)), -1, 1);
        });
        Assert.All(cb.Concat(cr), code => Assert.Equal(128, code));
    }

    [Theory]
    [InlineData("hable", 1000)]
    [InlineData("reinhard", 1000)]
    [InlineData("bt2446a", 1000)]
    [InlineData("bt2446a", 4000)]
    [InlineData("bt2390", 1000)]
    [InlineData("aces", 1000)]
    [InlineData("mobius", 1000)]
    [InlineData("drago", 1000)]
    [InlineData("clip", 1000)]
    public void Black_stays_black_the_peak_is_white_and_light_never_falls(string name, int peak)
    {
        var red = Enumerable.Range(0, 1001).Select(i => (float)(peak * Math.Pow(i / 1000.0, 4))).ToArray();
        var (green, blue) = (red.ToArray(), red.ToArray());
        ToneMaps.Create(name, peak).Apply(red, green, blue);
        Assert.InRange(red[0], 0, 0.002);
        Assert.InRange(red[^1], 0.995, 1);
        Assert.All(red.Zip(red.Skip(1)), pair => Assert.True(pair.Second >= pair.First - 1e-5));
    }

    [Fact]
    public void Whole_rows_are_mapped_as_single_pixels_are()
    {
        var random = new Random(5);
        float[] Row() => [.. Enumerable.Range(0, 203).Select(i => i % 17 == 0 ? 0f : (float)Math.Pow(random.NextDouble() * 6, 4))];
        var (red, green, blue) = (Row(), Row(), Row());
        var map = new SdrToneMap(1000);
        var expected = red.Select((r, i) => map.Apply(r, green[i], blue[i])).ToArray();
        map.Apply(red, green, blue);
        for (var i = 0; i < expected.Length; i++)
        {
            Assert.Equal(Bt709.OetfFast(expected[i].Red), red[i], 1e-5f);
            Assert.Equal(Bt709.OetfFast(expected[i].Green), green[i], 1e-5f);
            Assert.Equal(Bt709.OetfFast(expected[i].Blue), blue[i], 1e-5f);
        }
    }

    [Fact]
    public void BT2446_method_A_maps_its_own_check_points()
    {
        // 1000 nits is white; a luma of one half (190 nits through the 2.4 gamma) is computed manually by equations 1 to 3.
        Assert.Equal(1, Bt2446A.MapLuma(1, 1000), 1e-6);
        Assert.Equal(0, Bt2446A.MapLuma(0, 1000), 1e-6);
        var hdr = 1 + (32 * Math.Pow(0.1, 1 / 2.4));
        var perceptual = Math.Log(1 + ((hdr - 1) * 0.5)) / Math.Log(hdr);
        Assert.InRange(perceptual, 0.74, 0.99);
        var compressed = (-1.1510 * perceptual * perceptual) + (2.7811 * perceptual) - 0.6302;
        var sdr = 1 + (32 * Math.Pow(0.01, 1 / 2.4));
        Assert.Equal((Math.Pow(sdr, compressed) - 1) / (sdr - 1), Bt2446A.MapLuma(0.5, 1000), 1e-9);
    }
}
