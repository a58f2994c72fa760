using JsiGan.Imaging.Color;

namespace JsiGan.Imaging.Tests.Color;

public sealed class HableTests
{
    [Fact]
    public void Black_stays_black_and_the_peak_becomes_white()
    {
        Assert.Equal(0, Hable.Map(0, 10), 1e-12);
        Assert.Equal(0, Hable.Map(-1, 10), 1e-12);
        Assert.Equal(1, Hable.Map(10, 10), 1e-12);
    }

    // 0.204 / 0.71 - 0.0666667 at 1, and 19.38 / 24.476 - 0.0666667 at 11.2, the white point of Hable's own talk.
    [Theory]
    [InlineData(1, 0.2206573)]
    [InlineData(11.2, 0.7251294)]
    public void The_curve_has_the_hand_computed_values(double x, double value) => Assert.Equal(value, Hable.Curve(x), 1e-5);

    [Fact]
    public void More_light_is_never_darker()
    {
        for (var x = 0.0; x < 100; x += 0.01)
            Assert.True(Hable.Curve(x + 0.01) > Hable.Curve(x), $"The curve falls at {x}.");
    }
}
