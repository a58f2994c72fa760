using JsiGan.Models.Discriminators;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch.nn;

namespace JsiGan.Models.Tests;

public sealed class GlobalBatchNormTests : IDisposable
{
    private const double Momentum = 0.1;
    private readonly DisposeScope _scope = NewDisposeScope();

    public void Dispose() => _scope.Dispose();

    [Theory]
    [InlineData(2, 2)]
    [InlineData(3, 1)]
    [InlineData(1, 1, 1, 1)]
    [InlineData(2, 1, 1)]
    public void Workers_that_share_a_batch_normalise_it_as_one_worker_does(params int[] shares)
    {
        var x = TestTensors.Uniform(1, [4, 3, 5, 7], 2, 9).requires_grad_();
        var slope = TestTensors.Uniform(2, [4, 3, 5, 7], -1, 1);
        var whole = Layer();
        var y = whole.call(x);
        y.backward([slope]);

        var (outputs, gradients, layers) = (new Tensor[shares.Length], new Tensor[shares.Length], new BatchNorm2d[shares.Length]);
        ThreadReduction.Run(shares.Length, reduction =>
        {
            var (rank, first) = (reduction.Rank, shares.Take(reduction.Rank).Sum());
            var own = x.detach().narrow(0, first, shares[rank]).clone().requires_grad_();
            layers[rank] = Layer();
            outputs[rank] = GlobalBatchNorm.Normalize(layers[rank], own, Momentum, reduction);
            outputs[rank].backward([slope.narrow(0, first, shares[rank])]);
            gradients[rank] = own.grad!;
        });
        Close(y, cat(outputs));
        Close(x.grad!, cat(gradients));
        Close(whole.weight.grad!, layers.Select(layer => layer.weight.grad!).Aggregate((a, b) => a + b));
        Close(whole.bias!.grad!, layers.Select(layer => layer.bias!.grad!).Aggregate((a, b) => a + b));
        foreach (var layer in layers)
        {
            Close(whole.running_mean!, layer.running_mean!);
            Close(whole.running_var!, layer.running_var!);
            Assert.Equal(1, layer.num_batches_tracked!.ToDouble());
            Assert.Equal(layers[0].running_var!.data<double>().ToArray(), layer.running_var!.data<double>().ToArray());
        }
    }

    [Fact]
    public void Its_gradients_agree_with_central_differences() =>
        ThreadReduction.Run(1, reduction => GradientCheck.Run(
            inputs => Normalize(inputs, reduction),
            TestTensors.Uniform(3, [2, 2, 3, 4], 0, 2), TestTensors.Uniform(4, [2], 0.5, 2), TestTensors.Uniform(5, [2], -1, 1)));

    private static Tensor Normalize(Tensor[] inputs, IBatchReduction reduction)
    {
        using var moments = BatchMoments.Of(inputs[0], reduction);
        return GlobalBatchNormFunction.apply(
            inputs[0], inputs[1], inputs[2], moments.Mean, moments.Variance, moments.Count, 1e-5, reduction);
    }

    private static BatchNorm2d Layer()
    {
        var layer = BatchNorm2d(3, 1e-5, Momentum);
        layer.to(ScalarType.Float64);
        using (no_grad())
        {
            layer.weight.copy_(TestTensors.Uniform(6, [3], 0.5, 2));
            layer.bias!.copy_(TestTensors.Uniform(7, [3], -1, 1));
        }

        return layer;
    }

    private static void Close(Tensor expected, Tensor actual)
    {
        var error = (expected - actual).abs().max().item<double>();
        var scale = expected.abs().max().item<double>();
        Assert.True(error <= 1e-12 * Math.Max(1, scale), $"The largest difference is {error:e2} where the largest value is {scale:e2}.");
    }
}
