using JsiGan.Imaging.Color;

namespace JsiGan.Evaluation.Tests;

public sealed class PerceptualTests
{
    [Theory]
    [InlineData(100, 256.384)]
    [InlineData(1000, 420.097)]
    public void PU21_has_its_published_values(double nits, double value) => Assert.Equal(value, Pu21.Encode(nits), 1e-3);

    [Fact]
    public void PU21_clamps_light_to_its_range()
    {
        Assert.Equal(Pu21.Encode(0.005), Pu21.Encode(0));
        Assert.Equal(Pu21.Encode(10_000), Pu21.Encode(50_000));
    }

    [Fact]
    public void PU_PSNR_is_the_ratio_of_256_to_the_encoded_difference()
    {
        float Signal(int code) => code / 1023f;
        double Nits(int code) => Pq.Decode(QuantizationRange.Limited10.DecodeLuma(code));
        var difference = Pu21.Encode(Nits(520)) - Pu21.Encode(Nits(500));
        Assert.Equal(
            20 * Math.Log10(256 / difference), Pu21.Psnr(Pictures.Flat(6, 6, Signal(520)), Pictures.Flat(6, 6, Signal(500))), 1e-3);
    }

    [Fact]
    public void The_colour_difference_has_its_published_value() =>
        Assert.Equal(0.8169, DeltaEItp.Of((101, 100, 100), (100, 100, 100)), 1e-4);

    [Fact]
    public void The_colour_difference_of_pictures_is_the_mean_over_their_pixels()
    {
        var (a, b) = (Pictures.Flat(5, 4, 520 / 1023f), Pictures.Flat(5, 4, 500 / 1023f));
        Assert.Equal(0, DeltaEItp.Of(a, a), 1e-12);
        var expected = DeltaEItp.Of(Hdr10Signal.Decode(520, 512, 512), Hdr10Signal.Decode(500, 512, 512));
        Assert.Equal(expected, DeltaEItp.Of(a, b), 1e-3);
        a.Row(0, 0)[..].Fill(500 / 1023f);
        Assert.Equal(expected * 3 / 4, DeltaEItp.Of(a, b), 1e-3);
    }

    [Fact]
    public void Luminance_of_reference_codes_is_the_published_light()
    {
        Assert.All(Signals.Luminance(Pictures.Flat(3, 3, 509 / 1023f)), nits => Assert.InRange(nits, 99, 101));
        Assert.All(Signals.Luminance(Pictures.Flat(3, 3, 723 / 1023f)), nits => Assert.InRange(nits, 990, 1010));
    }
}
