using JsiGan.KnownAnswers;
using JsiGan.Models.DynamicFilters;

namespace JsiGan.Models.Tests;

public sealed class DynamicSeparableFilterTests
{
    private const int Taps = 41;

    [Theory]
    [InlineData(2, ScalarType.Float64)]
    [InlineData(2, ScalarType.Float32)]
    [InlineData(4, ScalarType.Float64)]
    [InlineData(4, ScalarType.Float32)]
    public void Output_and_gradients_are_the_known_answer(int scale, ScalarType type) =>
        FilterAnswers.Separable(new AnswerCheck(), CPU, type, scale);

    [Theory]
    [InlineData(1, 5, 13)]
    [InlineData(2, 26, 22)]
    [InlineData(4, 3, 16)]
    public void Fused_kernel_and_tensor_operations_agree(int scale, int height, int width)
    {
        using var scope = NewDisposeScope();
        var (x, vertical, horizontal) = FilterAnswers.SeparableInputs(scale, height, width, ScalarType.Float64);
        Tensor[] inputs = [x, vertical, horizontal];
        var fused = DynamicSeparableFilter.Apply(x, vertical, horizontal, Taps, scale);
        var composed = DynamicSeparableFilter.Compose(x, vertical, horizontal, Taps, scale);
        var upstream = TestTensors.Uniform(5, fused.shape, -1, 1);

        TestTensors.AssertClose(composed, fused, 1e-13);
        var expected = autograd.grad([composed], inputs, [upstream]);
        var actual = autograd.grad([fused], inputs, [upstream]);
        for (var i = 0; i < inputs.Length; i++)
            TestTensors.AssertClose(expected[i], actual[i], 1e-13);
    }

    [Fact]
    public void Gradients_are_those_of_finite_differences()
    {
        using var scope = NewDisposeScope();
        var (x, vertical, horizontal) = FilterAnswers.SeparableInputs(2, 6, 10, ScalarType.Float64);
        GradientCheck.Run(inputs => DynamicSeparableFilter.Apply(inputs[0], inputs[1], inputs[2], Taps, 2), x, vertical, horizontal);
    }

    [Fact]
    public void Filters_have_the_same_gradient_when_the_image_needs_none()
    {
        using var scope = NewDisposeScope();
        var (x, vertical, horizontal) = FilterAnswers.SeparableInputs(2, 24, 24, ScalarType.Float32);
        var upstream = TestTensors.Uniform(5, [2, 3, 48, 48], -1, 1, ScalarType.Float32);
        var all = autograd.grad(
            [DynamicSeparableFilter.Apply(x, vertical, horizontal, Taps, 2)], [x, vertical, horizontal], [upstream]);
        var filters = autograd.grad(
            [DynamicSeparableFilter.Apply(x.detach(), vertical, horizontal, Taps, 2)], [vertical, horizontal], [upstream]);

        TestTensors.AssertClose(all[1], filters[0], 0);
        TestTensors.AssertClose(all[2], filters[1], 0);
    }

    [Fact]
    public void Filters_of_another_scale_are_refused_with_both_shapes()
    {
        using var scope = NewDisposeScope();
        var (x, vertical, horizontal) = FilterAnswers.SeparableInputs(2, 5, 5, ScalarType.Float32);
        var fault = Assert.Throws<ArgumentException>(() => DynamicSeparableFilter.Apply(x, vertical, horizontal, Taps, 4));
        Assert.Contains("[2, 164, 5, 5]", fault.Message);
        Assert.Contains("[2, 656, 5, 5]", fault.Message);
    }
}
