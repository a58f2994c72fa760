using JsiGan.Models.Discriminators;
using JsiGan.Models.Generator;

namespace JsiGan.Models.Tests;

/// <summary>
/// A segmented backward pass gives the gradients of an unsegmented one, and a segment's gradients are complete when it reports so.
/// </summary>
public sealed class SegmentCutsTests
{
    [Theory]
    [InlineData(true, true)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    [InlineData(false, false)]
    public void The_generator_has_the_same_gradients_in_segments(bool detail, bool contrast)
    {
        using var scope = NewDisposeScope();
        random.manual_seed(3);
        var network = new JsiNet(new JsiNetOptions { Channels = 4, DetailRestoration = detail, LocalContrast = contrast });
        var input = rand(2, 3, 12, 12).add_(0.1);
        AssertSame(network, 3, () => network.call(input).square().sum());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_discriminator_has_the_same_gradients_in_segments_of_two_passes(bool logitBatchNorm)
    {
        using var scope = NewDisposeScope();
        random.manual_seed(4);
        var network = new Discriminator(new DiscriminatorOptions { Size = 32, Channels = 2, LogitBatchNorm = logitBatchNorm });
        var (real, fake) = (rand(3, 3, 32, 32), rand(3, 3, 32, 32));
        var weights = rand(3, 1);
        AssertSame(network, 4, () =>
        {
            var (onReal, onFake) = (network.call(real), network.call(fake));
            return ((onReal.Logit * weights).sum() + (onFake.Logit * weights).square().sum()
                + onReal.Features.Aggregate(zeros(1), (sum, feature) => sum + feature.square().mean())).sum();
        });
    }

    [Fact]
    public void A_pass_that_was_given_up_leaves_no_cut()
    {
        using var scope = NewDisposeScope();
        var network = new JsiNet(new JsiNetOptions { Channels = 4 });
        var input = rand(1, 3, 12, 12);
        network.Cuts.Begin();
        using var abandoned = network.call(input);
        network.Cuts.Clear();
        network.call(input).sum().backward();
        Assert.All(network.named_parameters(), parameter => Assert.False(parameter.parameter.grad is null, parameter.name));
    }

    private static void AssertSame<T>(T network, int segments, Func<Tensor> loss)
        where T : nn.Module, ISegmented
    {
        var state = network.state_dict().ToDictionary(entry => entry.Key, entry => entry.Value.detach().clone());
        loss().backward();
        var whole = Gradients(network);
        network.zero_grad();
        using (no_grad())
        {
            foreach (var (name, value) in network.state_dict())
                value.copy_(state[name]);
        }

        Assert.Equal(segments, network.Segments.Count);
        var complete = new List<int>();
        network.Cuts.Begin();
        var total = loss();
        network.Cuts.Backward(segments, () => total.backward(), segment =>
        {
            complete.Add(segment);
            foreach (var parameter in network.Segments[segment].SelectMany(layer => layer.parameters()))
            {
                var name = network.named_parameters().Single(entry => ReferenceEquals(entry.parameter, parameter)).name;
                var same = whole[name].SequenceEqual(parameter.grad!.data<float>().ToArray());
                Assert.True(same, $"{name} has another gradient when segment {segment} is complete");
            }
        });
        Assert.Equal(Enumerable.Range(0, segments).Reverse(), complete);
        Assert.Equal(whole.Keys.Order(), Gradients(network).Keys.Order());
    }

    private static Dictionary<string, float[]> Gradients(nn.Module network) => network.named_parameters()
        .Where(entry => entry.parameter.grad is not null)
        .ToDictionary(entry => entry.name, entry => entry.parameter.grad!.data<float>().ToArray());
}
