using JsiGan.Runtime.Observers;

namespace JsiGan.Runtime.Tests.Observers;

public sealed class HumanizeTests
{
    [Theory]
    [InlineData(0, "0 s")]
    [InlineData(59.4, "59 s")]
    [InlineData(59.6, "1 min 00 s")]
    [InlineData(245, "4 min 05 s")]
    [InlineData(7620, "2 h 07 min")]
    [InlineData(-3, "0 s")]
    public void Durations_have_two_units_at_most(double seconds, string expected) =>
        Assert.Equal(expected, Humanize.Duration(TimeSpan.FromSeconds(seconds)));

    [Theory]
    [InlineData(0, "0")]
    [InlineData(0.0012341, "0.001234")]
    [InlineData(0.93214, "0.9321")]
    [InlineData(12.3456, "12.35")]
    [InlineData(1234.56, "1235")]
    [InlineData(0.00001234, "1.23e-5")]
    [InlineData(-0.5, "-0.5000")]
    [InlineData(double.NaN, "NaN")]
    public void Losses_have_four_significant_digits(double value, string expected) => Assert.Equal(expected, Humanize.Loss(value));

    [Theory]
    [InlineData(5e-4, "0.0005")]
    [InlineData(1e-6, "1e-6")]
    [InlineData(2.5e-5, "2.5e-5")]
    [InlineData(0, "0")]
    public void Learning_rates_are_spelt_as_in_a_recipe(double value, string expected) => Assert.Equal(expected, Humanize.Rate(value));

    [Theory]
    [InlineData(999, "999 B")]
    [InlineData(712_000, "712 kB")]
    [InlineData(1_340_000_000, "1.34 GB")]
    public void Bytes_are_in_decimal_multiples(double value, string expected) => Assert.Equal(expected, Humanize.Bytes(value));
}
