namespace JsiGan.Evaluation.Tests;

public sealed class MPsnrTests
{
    [Fact]
    public void Exposures_too_dark_and_too_bright_are_left_out()
    {
        // Codes 400 against 410. Mean truth / 1023 at e = -3 to 3: .049, .098, .196, .391, .782, 1, 1; kept are -1, 0 and 1 alone,
        // with T = 205 and 200, 410 and 400, 820 and 800: errors 25, 100 and 400.
        var mean = (25 + 100 + 400) / 3.0;
        Assert.Equal(
            20 * Math.Log10(1023 / Math.Sqrt(mean)),
            MPsnr.Of(Pictures.Flat(4, 4, 410f / 1023, 410f / 1023), Pictures.Flat(4, 4, 400f / 1023, 400f / 1023)),
            1e-6);
    }

    [Fact]
    public void A_black_picture_has_no_exposure() =>
        Assert.Equal(double.NaN, MPsnr.Of(Pictures.Flat(4, 4, 0, 0), Pictures.Flat(4, 4, 0, 0)));
}
