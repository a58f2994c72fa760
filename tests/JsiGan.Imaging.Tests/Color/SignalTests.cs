using JsiGan.Imaging.Color;

namespace JsiGan.Imaging.Tests.Color;

public sealed class SignalTests
{
    [Fact]
    public void Grey_nits_become_the_published_HDR10_codes()
    {
        float[] nits = [0, 100, 203, 1000, 4000, 10000];
        var (luma, cb, cr) = (new ushort[6], new ushort[6], new ushort[6]);
        Hdr10Signal.Encode(nits, nits, nits, luma, cb, cr);
        Assert.Equal<ushort>([64, 509, 573, 723, 855, 940], luma);
        Assert.All(cb.Concat(cr), code => Assert.Equal(512, code));
    }

    [Fact]
    public void Colours_survive_HDR10_coding_within_a_code()
    {
        float[] red = [850f];
        float[] green = [210f];
        float[] blue = [3.5f];
        var (luma, cb, cr) = (new ushort[1], new ushort[1], new ushort[1]);
        Hdr10Signal.Encode(red, green, blue, luma, cb, cr);
        var (r, g, b) = Hdr10Signal.Decode(luma[0], cb[0], cr[0]);
        Assert.InRange(r / 850, 0.98, 1.02);
        Assert.InRange(g / 210, 0.98, 1.02);
        Assert.InRange(b / 3.5, 0.95, 1.05);
    }

    [Fact]
    public void SDR_black_white_and_red_have_the_codes_of_BT709()
    {
        float[] red = [0, 1, 1];
        float[] green = [0, 1, 0];
        float[] blue = [0, 1, 0];
        var (luma, cb, cr) = (new byte[3], new byte[3], new byte[3]);
        SdrSignal.Encode(red, green, blue, luma, cb, cr);
        Assert.Equal<byte>([16, 235, 63], luma);
        Assert.Equal<byte>([128, 128, 102], cb);
        Assert.Equal<byte>([128, 128, 240], cr);
        var display = SdrSignal.DecodeToDisplay(63, 102, 240);
        Assert.Equal(1, display.Red, 0.01);
        Assert.Equal(0, display.Green, 0.01);
    }
}
