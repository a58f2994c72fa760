using JsiGan.Models.Discriminators;
using JsiGan.Models.Generator;
using TorchSharp;
using static TorchSharp.torch.nn;

namespace JsiGan.Models.Tests;

public sealed class LifetimeTests
{
    [Fact]
    public void Generator_passes_leave_no_tensor_behind()
    {
        using var network = new JsiNet(new JsiNetOptions { Channels = 4 });
        using var input = TestTensors.Uniform(7, [1, 3, 8, 8], 0.2, 0.9, ScalarType.Float32);
        AssertFlat(network, () =>
        {
            using var prediction = network.call(input);
            using var loss = prediction.mean();
            loss.backward();
        });
    }

    [Fact]
    public void Discriminator_passes_leave_no_tensor_behind()
    {
        using var network = new Discriminator(new DiscriminatorOptions { Size = 32, Channels = 2 });
        using var input = TestTensors.Uniform(7, [4, 3, 32, 32], 0.2, 0.9, ScalarType.Float32);
        AssertFlat(network, () =>
        {
            using var output = network.call(input);
            using var squares = output.Logit.square();
            using var loss = squares.mean();
            loss.backward();
        });
    }

    /// <summary>Besides tensors that the pass disposes, only autograd's may appear, and a scope around the step disposes those.</summary>
    private static void AssertFlat(Module network, Action pass)
    {
        long before = 0;
        for (var step = 0; step < 6; step++)
        {
            using (NewDisposeScope())
            {
                pass();
                network.zero_grad(set_to_none: false);
            }

            var alive = DisposeScopeManager.Statistics.TensorStatistics.ThreadTotalLiveCount;
            if (step == 2)
                before = alive;

            if (step > 2)
                Assert.Equal(before, alive);
        }
    }
}
