using JsiGan.KnownAnswers;
using JsiGan.Models.DynamicFilters;

namespace JsiGan.Models.Tests;

public sealed class DynamicFilter2dTests
{
    private const int Taps = 9;

    [Theory]
    [InlineData(2, ScalarType.Float64)]
    [InlineData(2, ScalarType.Float32)]
    [InlineData(4, ScalarType.Float64)]
    [InlineData(4, ScalarType.Float32)]
    public void Output_and_gradients_are_the_known_answer(int scale, ScalarType type) =>
        FilterAnswers.TwoDimensional(new AnswerCheck(), CPU, type, scale);

    [Theory]
    [InlineData(1, 5, 13)]
    [InlineData(2, 11, 22)]
    [InlineData(4, 3, 16)]
    public void Fused_kernel_and_tensor_operations_agree(int scale, int height, int width)
    {
        using var scope = NewDisposeScope();
        var (x, filters) = FilterAnswers.TwoDimensionalInputs(scale, height, width, ScalarType.Float64);
        var fused = DynamicFilter2d.Apply(x, filters, Taps, scale);
        var composed = DynamicFilter2d.Compose(x, filters, Taps, scale);
        var upstream = TestTensors.Uniform(5, fused.shape, -1, 1);

        TestTensors.AssertClose(composed, fused, 1e-13);
        var expected = autograd.grad([composed], [x, filters], [upstream]);
        var actual = autograd.grad([fused], [x, filters], [upstream]);
        TestTensors.AssertClose(expected[0], actual[0], 1e-13);
        TestTensors.AssertClose(expected[1], actual[1], 1e-13);
    }

    [Fact]
    public void Gradients_are_those_of_finite_differences()
    {
        using var scope = NewDisposeScope();
        var (x, filters) = FilterAnswers.TwoDimensionalInputs(2, 6, 10, ScalarType.Float64);
        GradientCheck.Run(inputs => DynamicFilter2d.Apply(inputs[0], inputs[1], Taps, 2), x, filters);
    }

    [Fact]
    public void Large_logits_neither_overflow_nor_vanish()
    {
        using var scope = NewDisposeScope();
        var (x, filters) = FilterAnswers.TwoDimensionalInputs(1, 8, 8, ScalarType.Float32);
        var shifted = filters.detach() + 500;
        TestTensors.AssertClose(DynamicFilter2d.Apply(x, filters, Taps, 1), DynamicFilter2d.Apply(x, shifted, Taps, 1), 1e-3);
    }

    [Fact]
    public void Filters_of_another_scale_are_refused_with_both_shapes()
    {
        using var scope = NewDisposeScope();
        var (x, filters) = FilterAnswers.TwoDimensionalInputs(2, 5, 5, ScalarType.Float32);
        var fault = Assert.Throws<ArgumentException>(() => DynamicFilter2d.Apply(x, filters, Taps, 4));
        Assert.Contains("[2, 324, 5, 5]", fault.Message);
        Assert.Contains("[2, 1296, 5, 5]", fault.Message);
    }
}
