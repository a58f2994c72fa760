using static TorchSharp.torch;

namespace TorchSharp.Tests.Optim;

public sealed class SgdTests
{
    [Fact]
    public void A_plain_step_is_the_rate_times_the_gradient()
    {
        using var scope = NewDisposeScope();
        var parameter = Trained.Make([1, 2]);
        using var sgd = optim.SGD([parameter], 0.5);
        parameter.SetGradient([1, -4]);
        sgd.step();
        Values.Equal([0.5, 4], parameter);
    }

    [Fact]
    public void Momentum_adds_the_steps_before()
    {
        using var scope = NewDisposeScope();
        var parameter = Trained.Make([0]);
        using var sgd = optim.SGD([parameter], 1, momentum: 0.5);
        foreach (var _ in Enumerable.Range(0, 3))
        {
            parameter.SetGradient([1]);
            sgd.step();
        }
        Values.Equal([-(1 + 1.5 + 1.75)], parameter);
    }

    [Fact]
    public void Nesterov_momentum_looks_one_step_ahead()
    {
        using var scope = NewDisposeScope();
        var parameter = Trained.Make([0]);
        using var sgd = optim.SGD([parameter], 1, momentum: 0.5, nesterov: true);
        parameter.SetGradient([1]);
        sgd.step();
        Values.Equal([-1.5], parameter);
    }

    [Fact]
    public void Weight_decay_pulls_to_zero_and_maximizing_turns_the_step()
    {
        using var scope = NewDisposeScope();
        var decayed = Trained.Make([2]);
        using var down = optim.SGD([decayed], 0.5, weight_decay: 0.5);
        decayed.SetGradient([0]);
        down.step();
        Values.Equal([1.5], decayed);
        var raised = Trained.Make([2]);
        using var up = optim.SGD([raised], 0.5, maximize: true);
        raised.SetGradient([1]);
        up.step();
        Values.Equal([2.5], raised);
    }

    [Fact]
    public void Nesterov_without_momentum_is_refused()
    {
        using var scope = NewDisposeScope();
        var parameter = Trained.Make([1]);
        Assert.Throws<ArgumentException>(() => optim.SGD([parameter], 0.1, nesterov: true));
    }
}
