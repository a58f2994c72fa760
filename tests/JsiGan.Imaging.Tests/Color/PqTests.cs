using JsiGan.Imaging.Color;

namespace JsiGan.Imaging.Tests.Color;

public sealed class PqTests
{
    [Theory]
    [InlineData(0, 64)]
    [InlineData(100, 509)]
    [InlineData(203, 573)]
    [InlineData(1000, 723)]
    [InlineData(4000, 855)]
    [InlineData(10000, 940)]
    public void Nits_become_the_published_ten_bit_limited_codes(double nits, int code) =>
        Assert.Equal(code, QuantizationRange.Limited10.EncodeLuma(Pq.Encode(nits)));

    [Theory]
    [InlineData(100, 0.508078)]
    [InlineData(203, 0.580689)]
    [InlineData(1000, 0.751827)]
    [InlineData(4000, 0.902572)]
    [InlineData(10000, 1)]
    public void Nits_become_the_published_signals(double nits, double signal) => Assert.Equal(signal, Pq.Encode(nits), 1e-6);

    [Fact]
    public void Decoding_undoes_encoding_over_eight_decades()
    {
        for (var nits = 1e-4; nits <= 10_000; nits *= 1.37)
            Assert.Equal(1, Pq.Decode(Pq.Encode(nits)) / nits, 1e-9);

        Assert.Equal(0, Pq.Decode(Pq.Encode(0)), 1e-12);
    }

    [Fact]
    public void Values_outside_the_range_are_clamped()
    {
        Assert.Equal(Pq.Encode(0), Pq.Encode(-5));
        Assert.Equal(1, Pq.Encode(20_000), 1e-12);
        Assert.Equal(10_000, Pq.Decode(1.5), 1e-6);
        Assert.Equal(0, Pq.Decode(-0.5));
    }

    [Fact]
    public void The_table_agrees_with_the_formula()
    {
        for (var nits = 1e-4f; nits <= 10_000; nits *= 1.0013f)
            Assert.Equal(Pq.Encode(nits), Pq.EncodeFast(nits), 2e-6);

        Assert.Equal(Pq.Encode(0), Pq.EncodeFast(0), 1e-6);
        Assert.Equal(Pq.Encode(0), Pq.EncodeFast(-1), 1e-6);
        Assert.Equal(1, Pq.EncodeFast(50_000), 1e-6);
    }
}
