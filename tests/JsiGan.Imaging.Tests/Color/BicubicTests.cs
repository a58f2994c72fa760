using JsiGan.Imaging.Color;

namespace JsiGan.Imaging.Tests.Color;

public sealed class BicubicTests
{
    // Halving puts the samples at distances 0.25, 0.75, 1.25 and 1.75 of the stretched kernel on either side: half of h there.
    private static readonly double[] Half = [-.01171875, -.03515625, .11328125, .43359375, .43359375, .11328125, -.03515625, -.01171875];

    [Fact]
    public void An_impulse_halves_into_the_hand_computed_weights()
    {
        for (var at = 0; at < 8; at++)
        {
            var line = new float[24];
            line[8 + at] = 1;
            var result = Resize(line, 24, 1, 12, 1);
            // Sample 5 of 12 sits between the source samples 10 and 11; its taps are 7 to 14.
            Assert.Equal(at < 7 ? Half[at + 1] : 0, result[5], 1e-7);
        }
    }

    [Fact]
    public void Borders_are_symmetric_with_the_edge_sample_repeated()
    {
        float[] line = [4, 8, 15, 16, 23, 42];
        // Sample 0: taps -3 to 4 are mirrored to 15, 8, 4 | 4, 8, 15, 16, 23.
        double[] taps = [15, 8, 4, 4, 8, 15, 16, 23];
        Assert.Equal(taps.Zip(Half, (tap, weight) => tap * weight).Sum(), Resize(line, 6, 1, 3, 1)[0], 1e-5);
    }

    [Fact]
    public void Doubling_uses_the_hand_computed_weights()
    {
        float[] line = [10, 20, 50, 30];
        var result = Resize(line, 4, 1, 8, 1);
        // Sample 3 lies at 1.25: h(1.25), h(.25), h(.75), h(1.75) on 10, 20, 50, 30.
        Assert.Equal((-.0703125 * 10) + (.8671875 * 20) + (.2265625 * 50) + (-.0234375 * 30), result[3], 1e-5);
    }

    [Theory]
    [InlineData(16, 12, 8, 6)]
    [InlineData(16, 12, 4, 3)]
    [InlineData(7, 5, 14, 10)]
    [InlineData(5, 9, 20, 36)]
    [InlineData(13, 11, 6, 7)]
    [InlineData(3, 2, 3, 2)]
    [InlineData(9, 4, 1, 1)]
    [InlineData(200, 3, 100, 3)]
    public void Any_size_agrees_with_the_definition_in_two_dimensions(int sourceWidth, int sourceHeight, int width, int height)
    {
        var random = new Random(1234 + sourceWidth);
        var source = Enumerable.Range(0, sourceWidth * sourceHeight).Select(_ => (float)random.Next(256)).ToArray();
        var actual = Resize(source, sourceWidth, sourceHeight, width, height);
        for (var y = 0; y < height; y++)
        {
            for (var x = 0; x < width; x++)
                Assert.Equal(Definition(source, sourceWidth, sourceHeight, width, height, x, y), actual[(y * width) + x], 2e-3);
        }
    }

    [Fact]
    public void A_flat_plane_stays_flat() =>
        Assert.All(Resize(Enumerable.Repeat(77f, 30 * 20).ToArray(), 30, 20, 15, 10), value => Assert.Equal(77f, value, 1e-4f));

    [Fact]
    public void A_plane_of_another_size_is_refused_with_both_numbers()
    {
        var fault = Assert.Throws<ArgumentException>(() => new Bicubic(4, 4, 2, 2).Resize(new float[15], new float[4]));
        Assert.Contains("15", fault.Message);
        Assert.Contains("16", fault.Message);
    }

    private static float[] Resize(float[] source, int sourceWidth, int sourceHeight, int width, int height)
    {
        var result = new float[width * height];
        new Bicubic(sourceWidth, sourceHeight, width, height).Resize(source, result);
        return result;
    }

    // The sum over the whole mirrored plane, every weight from the kernel itself.
    private static double Definition(float[] source, int sourceWidth, int sourceHeight, int width, int height, int x, int y)
    {
        var (sum, total) = (0.0, 0.0);
        for (var v = -3 * sourceHeight; v < 4 * sourceHeight; v++)
        {
            var row = Weight(v, y, (double)height / sourceHeight);
            for (var u = -3 * sourceWidth; row != 0 && u < 4 * sourceWidth; u++)
            {
                var weight = row * Weight(u, x, (double)width / sourceWidth);
                sum += weight * source[(Fold(v, sourceHeight) * sourceWidth) + Fold(u, sourceWidth)];
                total += weight;
            }
        }

        return sum / total;
    }

    private static double Weight(int source, int target, double scale)
    {
        var d = Math.Abs(source - (((target + 0.5) / scale) - 0.5)) * Math.Min(scale, 1);
        return d < 1 ? (1.5 * d * d * d) - (2.5 * d * d) + 1 : d < 2 ? (-0.5 * d * d * d) + (2.5 * d * d) - (4 * d) + 2 : 0;
    }

    private static int Fold(int index, int length)
    {
        while (index < 0 || index >= length)
            index = index < 0 ? -1 - index : (2 * length) - 1 - index;

        return index;
    }
}
