using Xunit.Abstractions;
using static TorchSharp.torch;

namespace TorchSharp.Tests.Nn;

public sealed class InitTests
{
    private const long Seed = 20260101;

    public InitTests(ITestOutputHelper output)
    {
        output.WriteLine($"seed {Seed}");
        random.manual_seed(Seed);
    }

    [Fact]
    public void Constants_fill_a_parameter_without_a_trace_in_autograd()
    {
        using var scope = NewDisposeScope();
        var parameter = nn.Parameter(empty(2));
        Values.Equal([0, 0], nn.init.zeros_(parameter));
        Values.Equal([1, 1], nn.init.ones_(parameter));
        Values.Equal([2.5, 2.5], nn.init.constant_(parameter, 2.5));
        Assert.True(parameter.is_leaf);
    }

    [Fact]
    public void Normal_draws_have_the_mean_and_deviation_asked_for()
    {
        using var scope = NewDisposeScope();
        Expect(nn.init.normal_(empty(100, 100), mean: 3, std: 0.5), mean: 3, deviation: 0.5);
    }

    [Fact]
    public void Uniform_draws_fill_their_interval()
    {
        using var scope = NewDisposeScope();
        var drawn = nn.init.uniform_(empty(100, 100), -1, 3);
        Expect(drawn, mean: 1, deviation: 4 / Math.Sqrt(12));
        Assert.InRange(Values.Of(drawn).Min(), -1, -0.99);
        Assert.InRange(Values.Of(drawn).Max(), 2.99, 3);
    }

    [Fact]
    public void Xavier_draws_have_two_over_the_sum_of_the_fans_as_variance()
    {
        using var scope = NewDisposeScope();
        // Fan in 32 * 9, fan out 64 * 9.
        var deviation = Math.Sqrt(2.0 / (96 * 9));
        Expect(nn.init.xavier_normal_(empty(64, 32, 3, 3)), 0, deviation);
        Expect(nn.init.xavier_uniform_(empty(64, 32, 3, 3), gain: 2), 0, 2 * deviation);
    }

    [Fact]
    public void Kaiming_draws_have_the_squared_gain_over_the_fan_as_variance()
    {
        using var scope = NewDisposeScope();
        Expect(nn.init.kaiming_normal_(empty(64, 32, 3, 3)), 0, Math.Sqrt(2.0 / (32 * 9)));
        Expect(nn.init.kaiming_uniform_(empty(64, 32, 3, 3), a: Math.Sqrt(5)), 0, Math.Sqrt(2.0 / 6 / (32 * 9)));
        Expect(nn.init.kaiming_normal_(empty(64, 32, 3, 3), mode: nn.init.FanInOut.FanOut), 0, Math.Sqrt(2.0 / (64 * 9)));
    }

    [Fact]
    public void The_same_seed_draws_the_same_layer()
    {
        using var scope = NewDisposeScope();
        random.manual_seed(Seed);
        using var first = nn.Conv2d(3, 8, 3);
        random.manual_seed(Seed);
        using var second = nn.Conv2d(3, 8, 3);
        using var third = nn.Conv2d(3, 8, 3);
        Assert.Equal(Values.Of(first.weight), Values.Of(second.weight));
        Assert.Equal(Values.Of(first.bias!), Values.Of(second.bias!));
        Assert.NotEqual(Values.Of(first.weight), Values.Of(third.weight));
    }

    [Fact]
    public void A_new_convolution_draws_within_one_over_the_root_of_its_fan_in()
    {
        using var conv = nn.Conv2d(16, 64, 3);
        var bound = 1 / Math.Sqrt(16 * 9);
        Assert.InRange(Values.Of(conv.weight).Max(Math.Abs), 0.95 * bound, bound * (1 + 1e-6));
        Assert.InRange(Values.Of(conv.bias!).Max(Math.Abs), 0.8 * bound, bound * (1 + 1e-6));
    }

    /// <summary>The way to truncated normal draws that <c>init.trunc_normal_</c> is not.</summary>
    [Fact]
    public void Uniform_draws_through_the_inverse_error_function_are_normal_and_bounded()
    {
        using var scope = NewDisposeScope();
        const double bound = 0.9544997361036416;
        var drawn = empty(100, 100).uniform_(-bound, bound).erfinv_().mul_(0.02 * Math.Sqrt(2));
        Assert.InRange(Values.Of(drawn).Max(Math.Abs), 0.039, 0.0400001);
        // The deviation of a normal distribution cut at two deviations.
        Expect(drawn, 0, 0.02 * 0.8796);
    }

    [Fact]
    public void A_vector_has_no_fans()
    {
        using var vector = empty(3);
        Assert.Throws<ArgumentException>(() => nn.init.CalculateFanInAndFanOut(vector));
    }

    private static void Expect(Tensor drawn, double mean, double deviation)
    {
        var values = Values.Of(drawn);
        // Five standard errors of the mean and, at most, of the deviation.
        var error = 5 * deviation / Math.Sqrt(values.Length);
        Assert.Equal(mean, values.Average(), error);
        Assert.Equal(deviation, Math.Sqrt(values.Average(v => (v - mean) * (v - mean))), error);
    }
}
