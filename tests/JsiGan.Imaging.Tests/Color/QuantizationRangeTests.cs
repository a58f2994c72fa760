using JsiGan.Imaging.Color;

namespace JsiGan.Imaging.Tests.Color;

public sealed class QuantizationRangeTests
{
    [Theory]
    [InlineData(8, 16, 235, 16, 128, 240)]
    [InlineData(10, 64, 940, 64, 512, 960)]
    [InlineData(12, 256, 3760, 256, 2048, 3840)]
    public void Limited_codes_are_those_of_the_standard(int bits, int black, int white, int leastChroma, int noChroma, int mostChroma)
    {
        var range = QuantizationRange.Limited(bits);
        Assert.Equal([black, white], [range.EncodeLuma(0), range.EncodeLuma(1)]);
        Assert.Equal(
            [leastChroma, noChroma, mostChroma], [range.EncodeChroma(-0.5), range.EncodeChroma(0), range.EncodeChroma(0.5)]);
    }

    [Theory]
    [InlineData(8)]
    [InlineData(10)]
    public void Full_codes_use_every_bit(int bits)
    {
        var range = QuantizationRange.Full(bits);
        Assert.Equal([0, range.MaxCode], [range.EncodeLuma(0), range.EncodeLuma(1)]);
        Assert.Equal(1 << (bits - 1), range.EncodeChroma(0));
        Assert.Equal(range.MaxCode, range.EncodeChroma(0.5));
    }

    [Fact]
    public void Every_code_survives_decoding_and_encoding()
    {
        foreach (var range in new[] { QuantizationRange.Limited8, QuantizationRange.Limited10, QuantizationRange.Full(10) })
        {
            for (var code = 0; code <= range.MaxCode; code++)
            {
                Assert.Equal(code, range.EncodeLuma(range.DecodeLuma(code)));
                Assert.Equal(code, range.EncodeChroma(range.DecodeChroma(code)));
            }
        }
    }

    [Fact]
    public void A_depth_outside_8_to_16_bits_is_refused() =>
        Assert.Contains("not 7", Assert.Throws<ArgumentOutOfRangeException>(() => QuantizationRange.Limited(7)).Message);
}
