namespace JsiGan.Evaluation.Tests;

public sealed class PsnrTests
{
    [Fact]
    public void An_offset_of_a_hundredth_is_40_dB() =>
        Assert.Equal(40, Psnr.Of(Pictures.Flat(8, 8, 0.51f, 0.51f), Pictures.Flat(8, 8, 0.5f, 0.5f)), 1e-4);

    [Fact]
    public void One_mean_square_error_is_taken_over_the_three_planes() =>
        // Only luma is off, by 0.03: the mean square error is 0.0009 / 3.
        Assert.Equal(10 * Math.Log10(3 / 0.0009), Psnr.Of(Pictures.Flat(8, 8, 0.53f), Pictures.Flat(8, 8, 0.5f)), 1e-4);

    [Fact]
    public void The_prediction_is_clipped_before() =>
        Assert.Equal(double.PositiveInfinity, Psnr.Of(Pictures.Flat(4, 4, 1.7f, -3), Pictures.Flat(4, 4, 1, 0)));

    [Fact]
    public void Pictures_of_other_sizes_are_refused_with_both()
    {
        var fault = Assert.Throws<ArgumentException>(() => Psnr.Of(Pictures.Flat(4, 4, 0), Pictures.Flat(4, 5, 0)));
        Assert.Contains("4x4", fault.Message);
        Assert.Contains("4x5", fault.Message);
    }
}
