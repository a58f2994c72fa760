using JsiGan.Models.Discriminators;
using TorchSharp;
using static TorchSharp.torch.nn;

namespace JsiGan.Models.Tests;

public sealed class SpectralNormConvTests
{
    /// <summary>The larger image has more results than weights, the smaller one fewer: the two ways to divide by sigma.</summary>
    [Theory]
    [InlineData(20)]
    [InlineData(4)]
    public void Result_and_gradients_are_those_of_the_composed_operations(int size)
    {
        using var scope = NewDisposeScope();
        random.manual_seed(9);
        using var convolution = new SpectralNormConv(6, 8, kernel: 4, stride: 2, padding: 1);
        convolution.to(ScalarType.Float64);
        Tensor weight = convolution.parameters().Single();
        var u = convolution.buffers().Single().clone();
        var input = TestTensors.Uniform(41, [2, 6, size, size], -1, 1).requires_grad_(true);

        var expected = Compose(input, weight, u);
        var actual = convolution.call(input);
        var upstream = TestTensors.Uniform(42, expected.shape, -1, 1);
        var expectedGradients = autograd.grad([expected], [input, weight], [upstream]);
        var actualGradients = autograd.grad([actual], [input, weight], [upstream]);

        TestTensors.AssertClose(expected, actual, 1e-12);
        TestTensors.AssertClose(expectedGradients[0], actualGradients[0], 1e-12);
        TestTensors.AssertClose(expectedGradients[1], actualGradients[1], 1e-12);
    }

    [Theory]
    [InlineData(20)]
    [InlineData(4)]
    public void Frozen_weight_leaves_the_input_its_gradient(int size)
    {
        using var scope = NewDisposeScope();
        random.manual_seed(10);
        using var convolution = new SpectralNormConv(6, 8, kernel: 4, stride: 2, padding: 1);
        var weight = convolution.parameters().Single().requires_grad_(false);
        var u = convolution.buffers().Single().clone();
        var input = TestTensors.Uniform(43, [2, 6, size, size], -1, 1, ScalarType.Float32).requires_grad_(true);

        var expected = autograd.grad([Compose(input, weight, u).sum()], [input])[0];
        var actual = autograd.grad([convolution.call(input).sum()], [input])[0];
        TestTensors.AssertClose(expected, actual, 1e-5);
    }

    [Fact]
    public void Iterations_find_the_largest_singular_value()
    {
        using var scope = NewDisposeScope();
        var weight = TestTensors.Uniform(44, [5, 2, 3, 3], -1, 1);
        var u = TestTensors.Uniform(45, [5], -1, 1);
        double sigma = 0;
        for (var i = 0; i < 200; i++)
        {
            using var iteration = PowerIteration.Run(weight, u);
            u.copy_(iteration.U);
            sigma = iteration.Sigma.item<double>();
        }

        var matrix = weight.reshape(5, -1);
        var stretched = matrix.t().mv(u);
        var again = matrix.mv(stretched);
        TestTensors.AssertClose(u * (sigma * sigma), again, 1e-6);
    }

    /// <summary>conv(x, W / sigma) with sigma = u' . W v in the graph.</summary>
    private static Tensor Compose(Tensor input, Tensor weight, Tensor u)
    {
        using var iteration = PowerIteration.Run(weight, u);
        var sigma = iteration.U.dot(weight.reshape(weight.shape[0], -1).mv(iteration.V));
        return functional.conv2d(input, weight / sigma, null, [2, 2], [1, 1]);
    }
}
