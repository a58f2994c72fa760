using TorchSharp;
using static TorchSharp.torch;

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
        using DisposeScope scope = NewDisposeScope();
        foreach (Tensor input in inputs)
        {
            input.requires_grad_(true);
        }

        Tensor output = function(inputs);
        Tensor weights = TestTensors.Uniform(99, output.shape, -1, 1);
        output.backward([weights]);
        for (int i = 0; i < inputs.Length; i++)
        {
            Check(i, inputs, () => (function(inputs) * weights).sum().item<double>());
        }
    }

    private static void Check(int index, Tensor[] inputs, Func<double> objective)
    {
        using IDisposable noGrad = no_grad();
        Tensor values = inputs[index].view(-1);
        Tensor gradient = inputs[index].grad!.reshape(-1);
        double scale = gradient.abs().max().item<double>();
        Assert.True(scale > 0, $"The gradient of input {index} is zero everywhere.");
        long stride = Math.Max(1, values.numel() / Samples);
        for (long at = 0; at < values.numel(); at += stride)
        {
            using DisposeScope scope = NewDisposeScope();
            Tensor element = values.narrow(0, at, 1);
            element.add_(Step);
            double above = objective();
            element.add_(-2 * Step);
            double below = objective();
            element.add_(Step);
            double expected = (above - below) / (2 * Step);
            double actual = gradient.narrow(0, at, 1).item<double>();
            Assert.True(
                Math.Abs(expected - actual) <= Allowed * Math.Max(1, scale),
                $"Input {index}, element {at}: the gradient is {actual}, finite differences give {expected}.");
        }
    }
}
