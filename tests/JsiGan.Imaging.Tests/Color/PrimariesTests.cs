using JsiGan.Imaging.Color;

namespace JsiGan.Imaging.Tests.Color;

public sealed class PrimariesTests
{
    [Fact]
    public void BT709_to_BT2020_is_the_published_matrix() => AssertClose(
        new(.627404, .329283, .043313, .069097, .919540, .011362, .016391, .088013, .895595), Primaries.Bt709ToBt2020);

    [Fact]
    public void BT2020_to_BT709_is_the_published_matrix() => AssertClose(
        new(1.660491, -.587641, -.072850, -.124550, 1.132900, -.008349, -.018151, -.100579, 1.118730), Primaries.Bt2020ToBt709);

    [Fact]
    public void P3_to_BT2020_is_the_published_matrix() => AssertClose(
        new(.753833, .198597, .047570, .045744, .941777, .012479, -.001210, .017602, .983609), Primaries.P3D65.To(Primaries.Bt2020));

    [Fact]
    public void White_stays_white()
    {
        var (red, green, blue) = Primaries.Bt709ToBt2020.Apply(1, 1, 1);
        Assert.Equal(1, red, 1e-12);
        Assert.Equal(1, green, 1e-12);
        Assert.Equal(1, blue, 1e-12);
    }

    [Fact]
    public void Another_white_needs_adaptation_and_is_refused()
    {
        var cinema = Primaries.P3D65 with { White = (0.314, 0.351) };
        Assert.Contains("0.314", Assert.Throws<ArgumentException>(() => cinema.To(Primaries.Bt2020)).Message);
    }

    private static void AssertClose(Matrix3 expected, Matrix3 actual)
    {
        double[] Items(Matrix3 m) => [m.M11, m.M12, m.M13, m.M21, m.M22, m.M23, m.M31, m.M32, m.M33];
        foreach (var (e, a) in Items(expected).Zip(Items(actual)))
            Assert.Equal(e, a, 1e-6);
    }
}
