using JsiGan.KnownAnswers;

namespace JsiGan.Models.Tests;

public sealed class GuidedFilterTests
{
    [Theory]
    [InlineData(ScalarType.Float64)]
    [InlineData(ScalarType.Float32)]
    public void Base_and_detail_layers_are_the_known_answer(ScalarType type) => FilterAnswers.Guided(new AnswerCheck(), CPU, type);

    [Fact]
    public void Base_and_subtracted_detail_add_up_to_the_image()
    {
        using var scope = NewDisposeScope();
        var x = TestTensors.Uniform(21, [1, 3, 16, 16], 0, 1);
        TestTensors.AssertClose(x, GuidedFilter.Base(x) + GuidedFilter.DetailSubtract(x), 1e-15);
    }

    [Fact]
    public void Gradient_of_the_detail_layer_is_that_of_finite_differences()
    {
        using var scope = NewDisposeScope();
        var x = TestTensors.Uniform(22, [1, 3, 6, 7], 0.2, 0.9);
        GradientCheck.Run(inputs => GuidedFilter.Detail(inputs[0]), x);
    }
}
