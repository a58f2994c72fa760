namespace JsiGan.Models.Tests;

/// <summary>Holds automatic gradients against central differences, in float64.</summary>
internal static class GradientCheck
{
    private const double Step = 1e-5;
    private const double Allowed = 1e-7;
    private const int Samples = 60;

    /// <summary>Checks d(sum of f * w)/dx for evenly spread elements of every input, w being a fixed pseudo-random weight.</summary>
    public static void Run(Func<Tensor[], Tensor> function, params Tensor[] inputs)
    {
        using var scope = NewDisposeScope();
        foreach (var input in inputs)
            input.requires_grad_(true);

        var output = function(inputs);
        var weights = TestTensors.Uniform(99, output.shape, -1, 1);
        output.backward([weights]);
        for (var i = 0; i < inputs.Length; i++)
            Check(i, inputs, () => (function(inputs) * weights).sum().item<double>());
    }

    private static void Check(int index, Tensor[] inputs, Func<double> objective)
    {
        using var noGrad = no_grad();
        var values = inputs[index].view(-1);
        var gradient = inputs[index].grad!.reshape(-1);
        var scale = gradient.abs().max().item<double>();
        Assert.True(scale > 0, $"The gradient of input {index} is zero everywhere.");
        var stride = Math.Max(1, values.numel() / Samples);
        for (long at = 0; at < values.numel(); at += stride)
        {
            using var scope = NewDisposeScope();
            var element = values.narrow(0, at, 1);
            element.add_(Step);
            var above = objective();
            element.add_(-2 * Step);
            var below = objective();
            element.add_(Step);
            var expected = (above - below) / (2 * Step);
            var actual = gradient.narrow(0, at, 1).item<double>();
            Assert.True(
                Math.Abs(expected - actual) <= Allowed * Math.Max(1, scale),
                $"Input {index}, element {at}: the gradient is {actual}, finite differences give {expected}.");
        }
    }
}
