using JsiGan.Imaging.Frames;

namespace JsiGan.Evaluation.Tests;

public sealed class SsimTests
{
    [Fact]
    public void Equal_pictures_have_similarity_1()
    {
        var picture = Pictures.Textured(40, 30);
        Assert.Equal(1, Ssim.Of(picture, picture), 1e-12);
        Assert.Equal(1, Ssim.OfLuma(picture, picture), 1e-12);
    }

    [Fact]
    public void Flat_pictures_differ_by_luminance_alone()
    {
        // (2ab + C1) / (a^2 + b^2 + C1), C1 = 1e-4; the contrast-structure term of flat planes is 1.
        var (a, b) = ((double)0.4f, (double)0.5f);
        var luma = ((2 * a * b) + 1e-4) / ((a * a) + (b * b) + 1e-4);
        Assert.Equal(luma, Ssim.OfLuma(Pictures.Flat(20, 20, 0.4f), Pictures.Flat(20, 20, 0.5f)), 1e-9);
        Assert.Equal((luma + 2) / 3, Ssim.Of(Pictures.Flat(20, 20, 0.4f), Pictures.Flat(20, 20, 0.5f)), 1e-9);
    }

    [Fact]
    public void One_window_agrees_with_the_definition_in_two_dimensions()
    {
        var (a, b) = (Pictures.Textured(11, 11, 1), Pictures.Textured(11, 11, 2));
        var weights = new double[121];
        for (var i = 0; i < 121; i++)
        {
            var (x, y) = ((i % 11) - 5, (i / 11) - 5);
            weights[i] = Math.Exp(-((x * x) + (y * y)) / 4.5);
        }

        var total = weights.Sum();
        double Mean(Func<int, double> value) => Enumerable.Range(0, 121).Sum(i => weights[i] / total * value(i));
        var (meanA, meanB) = (Mean(i => a.Samples[i]), Mean(i => b.Samples[i]));
        var varianceA = Mean(i => Math.Pow(a.Samples[i] - meanA, 2));
        var varianceB = Mean(i => Math.Pow(b.Samples[i] - meanB, 2));
        var covariance = Mean(i => (a.Samples[i] - meanA) * (b.Samples[i] - meanB));
        var expected = ((2 * meanA * meanB) + 1e-4) * ((2 * covariance) + 9e-4)
            / (((meanA * meanA) + (meanB * meanB) + 1e-4) * (varianceA + varianceB + 9e-4));
        Assert.Equal(expected, Ssim.OfLuma(a, b), 1e-9);
    }

    [Fact]
    public void Noise_lowers_similarity_and_more_noise_lowers_it_more()
    {
        var truth = Pictures.Textured(64, 64);
        Frame<float> Noisy(float strength)
        {
            var random = new Random(5);
            return Pictures.Map(truth, sample => sample + (strength * (random.NextSingle() - 0.5f)));
        }

        Assert.True(Ssim.Of(Noisy(0.02f), truth) > Ssim.Of(Noisy(0.1f), truth));
        Assert.True(Ssim.Of(Noisy(0.1f), truth) > Ssim.Of(Noisy(0.4f), truth));
    }

    [Fact]
    public void A_picture_smaller_than_the_window_is_refused() =>
        Assert.Contains(
            "11x11", Assert.Throws<ArgumentException>(() => Ssim.Of(Pictures.Flat(10, 20, 0), Pictures.Flat(10, 20, 0))).Message);

    [Fact]
    public void Multi_scale_similarity_of_equal_pictures_is_1_and_of_flat_ones_is_the_last_scales()
    {
        var picture = Pictures.Textured(180, 170);
        Assert.Equal(1, MsSsim.Of(picture, picture), 1e-12);
        var (a, b) = ((double)0.4f, (double)0.5f);
        var luma = ((2 * a * b) + 1e-4) / ((a * a) + (b * b) + 1e-4);
        Assert.Equal(Math.Pow(luma, 0.1333), MsSsim.Of(Pictures.Flat(180, 170, 0.4f), Pictures.Flat(180, 170, 0.5f)), 1e-9);
    }

    [Fact]
    public void Multi_scale_similarity_forgives_what_only_the_finest_scale_sees()
    {
        // A checkerboard of one pixel vanishes at the second scale, where the error of a block of 8 stays.
        var truth = Pictures.Textured(192, 192);
        float Checker(int i, int size) => (((i % 192 / size) + (i / 192 / size)) % 2 == 0 ? 1 : -1) * 0.04f;
        Frame<float> Wrong(int size) => new(192, 192, [.. truth.Samples.Select((sample, i) => sample + Checker(i % (192 * 192), size))]);
        Assert.True(MsSsim.Of(Wrong(1), truth) > MsSsim.Of(Wrong(8), truth) + 0.05);
    }

    [Fact]
    public void A_picture_too_small_for_five_scales_is_refused() =>
        Assert.Throws<ArgumentException>(() => MsSsim.Of(Pictures.Flat(150, 200, 0), Pictures.Flat(150, 200, 0)));
}
