using JsiGan.Benchmarks.Measuring;

namespace JsiGan.Cli.Tests.Benchmarks;

public sealed class MeasuringTests
{
    [Theory]
    [InlineData(new[] { 3.0 }, 3.0)]
    [InlineData(new[] { 9.0, 1.0, 2.0 }, 2.0)]
    [InlineData(new[] { 4.0, 1.0, 2.0, 9.0 }, 3.0)]
    public void The_median_is_the_middle_of_the_sorted_values(double[] values, double expected) =>
        Assert.Equal(expected, Statistics.Median(values));

    [Fact]
    public void A_measurement_survives_its_line()
    {
        var measured = new StepMeasurement(1.0454, 1171.0 * (1 << 20));
        Assert.Equal(measured, StepMeasurement.Parse("noise\n" + measured.ToLine() + "\n"));
    }

    [Fact]
    public void The_peer_prints_the_same_format() =>
        Assert.Equal(
            new StepMeasurement(1.045, 1171.0 * (1 << 20)),
            StepMeasurement.Parse("pytorch 1.13 stage=gan median_step_s=1.045 patches_per_s=3.829 peak_rss_mb=1171"));

    [Fact]
    public void Output_without_a_measurement_is_a_failure_that_shows_the_output()
    {
        var fault = Assert.Throws<FailureException>(() => StepMeasurement.Parse("no numbers here"));
        Assert.Contains("no numbers here", fault.Message, StringComparison.Ordinal);
    }
}
