using JsiGan.Imaging.Color;

namespace JsiGan.Imaging.Tests.Color;

public sealed class YCbCrTests
{
    [Fact]
    public void Chroma_divisors_are_the_standards_own()
    {
        Assert.Equal(1.8556, Bt709.Matrix.CbDivisor, 1e-12);
        Assert.Equal(1.5748, Bt709.Matrix.CrDivisor, 1e-12);
        Assert.Equal(1.8814, Bt2020.Matrix.CbDivisor, 1e-12);
        Assert.Equal(1.4746, Bt2020.Matrix.CrDivisor, 1e-12);
    }

    [Fact]
    public void Full_primaries_reach_half_a_chroma()
    {
        foreach (var matrix in new[] { Bt709.Matrix, Bt2020.Matrix })
        {
            Assert.Equal(0.5, matrix.FromRgb(1, 0, 0).Cr, 1e-12);
            Assert.Equal(0.5, matrix.FromRgb(0, 0, 1).Cb, 1e-12);
            Assert.Equal(1, matrix.FromRgb(1, 1, 1).Y, 1e-12);
        }
    }

    [Fact]
    public void Rgb_survives_a_round_trip()
    {
        foreach (var matrix in new[] { Bt709.Matrix, Bt2020.Matrix })
        {
            var (y, cb, cr) = matrix.FromRgb(0.1, 0.7, 0.35);
            var (red, green, blue) = matrix.ToRgb(y, cb, cr);
            Assert.Equal(0.1, red, 1e-12);
            Assert.Equal(0.7, green, 1e-12);
            Assert.Equal(0.35, blue, 1e-12);
        }
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(0.01, 0.045)]
    [InlineData(0.018, 0.081)]
    [InlineData(0.5, 0.705515)]
    [InlineData(1, 1)]
    public void The_camera_curve_of_BT709_has_its_published_values(double light, double signal)
    {
        Assert.Equal(signal, Bt709.Oetf(light), 3e-4);
        Assert.Equal(light, Bt709.InverseOetf(Bt709.Oetf(light)), 1e-4);
        Assert.Equal(Bt709.Oetf(light), Bt709.OetfFast((float)light), 5e-5);
    }
}
