using JsiGan.Models.Generator;
using JsiGan.Training.Distributed;
using JsiGan.Training.Steps;
using static TorchSharp.torch;

namespace JsiGan.Training.Tests.Distributed;

public sealed class GradientReducerTests : IDisposable
{
    private readonly TrainableNetwork<JsiNet> _network = new("generator", new JsiNet(new JsiNetOptions { Channels = 2 }));

    public void Dispose() => _network.Dispose();

    [Fact]
    public void Gradients_cannot_be_waited_for_before_the_backward_pass()
    {
        using var reduction = _network.Gradients.Begin();
        Assert.Throws<InvalidOperationException>(reduction.Wait);
        Assert.Throws<InvalidOperationException>(() => _network.Optimizer.Step(reduction, 1e-3));
    }

    [Fact]
    public void An_update_has_one_backward_pass()
    {
        using var reduction = _network.Gradients.Begin();
        Backward(reduction);
        Assert.Throws<InvalidOperationException>(() => Backward(reduction));
    }

    [Fact]
    public void The_next_update_begins_when_the_last_one_is_disposed_or_a_failed_one_is_cleared()
    {
        using (var reduction = _network.Gradients.Begin())
        {
            Backward(reduction);
            _network.Optimizer.Step(reduction, 1e-3).Dispose();
        }

        Assert.All(_network.Network.parameters(), parameter => Assert.Null(parameter.grad));
        _network.Gradients.Begin().Dispose();
        Assert.Throws<InvalidOperationException>(_network.Gradients.Begin);
        _network.Gradients.Clear();
        _network.Gradients.Begin().Dispose();
    }

    [Fact]
    public void An_optimizer_refuses_the_gradients_of_another_network()
    {
        using var other = new TrainableNetwork<JsiNet>("other", new JsiNet(new JsiNetOptions { Channels = 2 }));
        using var reduction = _network.Gradients.Begin();
        Backward(reduction);
        Assert.Throws<ArgumentException>(() => other.Optimizer.Step(reduction, 1e-3));
    }

    private void Backward(GradientReduction reduction)
    {
        using var scope = NewDisposeScope();
        reduction.Backward(_network.Network.call(ones(1, 3, 8, 8)).mean());
    }
}
