using JsiGan.Models.Convolutions;
using static TorchSharp.torch.nn;

namespace JsiGan.Models.Tests;

public sealed class WinogradConvolutionTests
{
    [Theory]
    [InlineData(2, 32, 40, 24, 48)] // tiles that fit, channels that do not divide evenly between threads
    [InlineData(3, 33, 47, 25, 38)] // cut tiles at the right and below, channels beyond whole lanes
    [InlineData(64, 35, 32, 6, 5)] // images of less than two tiles
    [InlineData(1, 64, 81, 103, 101)] // several chunks, the last one short
    public void Values_and_gradients_are_those_of_a_direct_sum_in_float64(int batch, int inputs, int outputs, int height, int width)
    {
        using var scope = NewDisposeScope();
        Tensor[] exact =
        [
            TestTensors.Uniform(1, [batch, inputs, height, width], -1, 1),
            TestTensors.Uniform(2, [outputs, inputs, 3, 3], -0.1, 0.1),
            TestTensors.Uniform(3, [outputs], -1, 1),
        ];
        Tensor[] single = [.. exact.Select(tensor => tensor.to(ScalarType.Float32))];
        Assert.True(WinogradConvolution.Pays(single[0], single[1]));

        IReadOnlyList<Tensor> expected = ValueAndGradients(exact, DirectSum);
        IReadOnlyList<Tensor> actual = ValueAndGradients(single, arguments => Conv3x3.Apply(arguments[0], arguments[1], arguments[2]));
        for (var i = 0; i < expected.Count; i++)
            TestTensors.AssertClose(expected[i], actual[i].to(ScalarType.Float64), 5e-6);
    }

    [Fact]
    public void Its_rounding_error_is_at_most_three_times_that_of_a_direct_sum()
    {
        using var scope = NewDisposeScope();
        Tensor[] exact = [TestTensors.Uniform(1, [2, 64, 48, 48], 0, 1), TestTensors.Uniform(2, [64, 64, 3, 3], -0.1, 0.1)];
        Tensor[] single = [.. exact.Select(tensor => tensor.to(ScalarType.Float32))];
        var expected = DirectSum(exact);
        var direct = RootMeanSquare(DirectSum(single).to(ScalarType.Float64) - expected);
        var winograd = RootMeanSquare(WinogradConvolution.Forward(single[0], single[1], null).to(ScalarType.Float64) - expected);
        Assert.InRange(winograd, 0, 3 * direct);
    }

    [Fact]
    public void A_frozen_weight_gets_no_gradient_and_the_input_the_same_one()
    {
        using var scope = NewDisposeScope();
        var input = TestTensors.Uniform(1, [2, 32, 32, 32], -1, 1, ScalarType.Float32).requires_grad_();
        var weight = TestTensors.Uniform(2, [32, 32, 3, 3], -1, 1, ScalarType.Float32);
        Conv3x3.Apply(input, weight, null).sum().backward();
        Assert.Null(weight.grad);
        TestTensors.AssertClose(
            WinogradConvolution.InputGradient(ones(2, 32, 32, 32), weight), input.grad!, 0);
    }

    [Fact]
    public void An_image_in_another_memory_layout_gives_the_same_bits()
    {
        using var scope = NewDisposeScope();
        var input = TestTensors.Uniform(1, [2, 32, 32, 32], -1, 1, ScalarType.Float32);
        var weight = TestTensors.Uniform(2, [32, 32, 3, 3], -1, 1, ScalarType.Float32);
        var turned = input.transpose(2, 3).contiguous().transpose(2, 3);
        TestTensors.AssertClose(Conv3x3.Apply(input, weight, null), Conv3x3.Apply(turned, weight, null), 0);
    }

    [Theory]
    [InlineData(2, 32, 32, 48, ScalarType.Float64)]
    [InlineData(2, 3, 64, 48, ScalarType.Float32)]
    [InlineData(1, 256, 512, 6, ScalarType.Float32)]
    public void Other_types_few_channels_and_few_tiles_are_left_to_the_library(
        int batch, int inputs, int outputs, int side, ScalarType type)
    {
        using var scope = NewDisposeScope();
        var input = TestTensors.Uniform(1, [batch, inputs, side, side], -1, 1, type);
        var weight = TestTensors.Uniform(2, [outputs, inputs, 3, 3], -1, 1, type);
        Assert.False(WinogradConvolution.Pays(input, weight));
        TestTensors.AssertClose(DirectSum([input, weight]), Conv3x3.Apply(input, weight, null), 0);
    }

    private static List<Tensor> ValueAndGradients(Tensor[] arguments, Func<Tensor[], Tensor> function)
    {
        foreach (var argument in arguments)
            argument.requires_grad_();

        var value = function(arguments);
        var upstream = TestTensors.Uniform(9, value.shape, -1, 1, value.dtype);
        return [value.detach(), .. autograd.grad([value], arguments, [upstream])];
    }

    private static Tensor DirectSum(Tensor[] arguments) =>
        functional.conv2d(arguments[0], arguments[1], arguments.ElementAtOrDefault(2), strides: [1, 1], padding: [1, 1]);

    private static double RootMeanSquare(Tensor error) => error.square().mean().sqrt().item<double>();
}
