using TorchSharp.Modules;
using Xunit.Abstractions;
using static TorchSharp.torch;

namespace TorchSharp.Tests.Optim;

public sealed class AdamTests(ITestOutputHelper output)
{
    [Theory]
    [InlineData(ScalarType.Float64, 0, 1e-13)]
    [InlineData(ScalarType.Float64, 0.1, 1e-13)]
    [InlineData(ScalarType.Float32, 0, 2e-6)]
    [InlineData(ScalarType.Float32, 0.1, 2e-6)]
    public void Ten_steps_agree_with_the_algorithm_done_by_hand(ScalarType type, double decay, double tolerance)
    {
        const int seed = 7;
        output.WriteLine($"seed {seed}");
        using var scope = NewDisposeScope();
        // Longer than one share of work, and no multiple of a vector register.
        var start = Values.Random(70_003, seed);
        var parameter = Trained.Make(start, type);
        var reference = new AdamReference(start, 0.01, decay: decay);
        using var adam = optim.Adam([parameter], 0.01, weight_decay: decay);
        for (var step = 0; step < 10; step++)
        {
            var gradient = Values.Random(start.Length, seed + 1 + step);
            parameter.SetGradient(gradient);
            adam.step();
            reference.Step(gradient);
        }
        Values.Equal(reference.Parameter, parameter, tolerance);
    }

    [Fact]
    public void The_first_step_is_the_learning_rate_against_the_sign_of_the_gradient()
    {
        using var scope = NewDisposeScope();
        var parameter = Trained.Make([1, 1, 1]);
        using var adam = optim.Adam([parameter], 0.25, eps: 0);
        parameter.SetGradient([3, -0.001, 1e-12]);
        adam.step();
        Values.Equal([0.75, 1.25, 0.75], parameter, 1e-12);
    }

    [Fact]
    public void Maximizing_goes_the_other_way()
    {
        using var scope = NewDisposeScope();
        var parameter = Trained.Make([1]);
        using var adam = optim.Adam([parameter], 0.25, maximize: true);
        parameter.SetGradient([3]);
        adam.step();
        Values.Equal([1.25], parameter, 1e-8);
    }

    [Fact]
    public void Amsgrad_divides_by_the_largest_second_moment_so_far()
    {
        using var scope = NewDisposeScope();
        var parameter = Trained.Make([0]);
        using var adam = optim.Adam([parameter], 1, beta1: 0, beta2: 0, eps: 0, amsgrad: true);
        parameter.SetGradient([4]);
        adam.step();
        Values.Equal([-1], parameter, 1e-12);
        parameter.SetGradient([1]);
        adam.step();
        Values.Equal([-1.25], parameter, 1e-12);
    }

    [Fact]
    public void A_parameter_laid_out_otherwise_and_one_of_half_precision_are_updated_too()
    {
        using var scope = NewDisposeScope();
        var turned = nn.Parameter(arange(6, ScalarType.Float64).view(2, 3).t());
        var half = Trained.Make([1, 2], ScalarType.BFloat16);
        using var adam = optim.Adam([turned, half], 0.5);
        turned.SetGradient([1, -1, 1, -1, 1, -1]);
        half.SetGradient([1, -1]);
        adam.step();
        Values.Equal([-0.5, 3.5, 0.5, 4.5, 1.5, 5.5], turned, 1e-6);
        Values.Equal([0.5, 2.5], half, 0.02);
    }

    [Fact]
    public void A_parameter_without_a_gradient_stays_and_counts_no_step()
    {
        using var scope = NewDisposeScope();
        var trained = Trained.Make([1]);
        var idle = Trained.Make([1]);
        using var adam = optim.Adam([trained, idle], 0.5);
        trained.SetGradient([1]);
        adam.step();
        Values.Equal([1], idle);
        var states = adam.state_dict().State.Cast<Adam.State>().ToList();
        Assert.Equal([1L, 0L], states.Select(state => state.step));
    }

    [Fact]
    public void Groups_have_options_of_their_own_and_take_the_rest_from_the_optimizer()
    {
        using var scope = NewDisposeScope();
        var slow = Trained.Make([1]);
        var fast = Trained.Make([1]);
        using var adam = optim.Adam(
            [new Adam.ParamGroup([slow], new Adam.Options { LearningRate = 0.125 }), new Adam.ParamGroup { Parameters = [fast] }], 0.5);
        slow.SetGradient([1]);
        fast.SetGradient([1]);
        adam.step();
        Values.Equal([0.875], slow, 1e-7);
        Values.Equal([0.5], fast, 1e-7);
        Assert.Equal([0.125, 0.5], adam.ParamGroups.Select(group => group.InitialLearningRate));
    }

    [Fact]
    public void The_learning_rate_of_a_group_takes_effect_at_the_next_step()
    {
        using var scope = NewDisposeScope();
        var parameter = Trained.Make([1]);
        using var adam = optim.Adam([parameter], 0.5);
        foreach (var group in adam.ParamGroups)
            group.LearningRate = 0.25;
        parameter.SetGradient([1]);
        adam.step();
        Values.Equal([0.75], parameter, 1e-7);
    }

    [Fact]
    public void Zeroing_fills_the_gradients_in_place()
    {
        using var scope = NewDisposeScope();
        var parameter = Trained.Make([1, 1]);
        using var adam = optim.Adam([parameter]);
        parameter.SetGradient([1, 2]);
        adam.zero_grad();
        Values.Equal([0, 0], parameter.grad!);
    }

    [Fact]
    public void A_closure_is_evaluated_with_gradients_on_and_its_loss_returned()
    {
        using var scope = NewDisposeScope();
        using var off = no_grad();
        var parameter = Trained.Make([2]);
        using var adam = optim.Adam([parameter], 0.5);
        var loss = adam.step(() =>
        {
            var square = (parameter * parameter).sum();
            square.backward();
            return square;
        });
        Values.Equal([4], loss);
        Values.Equal([1.5], parameter, 1e-7);
    }

    [Fact]
    public void A_step_between_forward_and_backward_is_noticed()
    {
        using var scope = NewDisposeScope();
        var parameter = Trained.Make([2]);
        using var adam = optim.Adam([parameter], 0.5);
        parameter.SetGradient([1]);
        var square = (parameter * parameter).sum();
        adam.step();
        Assert.ThrowsAny<Exception>(() => square.backward());
    }

    [Theory]
    [InlineData(-1, 0.9, 0.999, 1e-8, 0)]
    [InlineData(1, 1, 0.999, 1e-8, 0)]
    [InlineData(1, 0.9, -0.1, 1e-8, 0)]
    [InlineData(1, 0.9, 0.999, -1, 0)]
    [InlineData(1, 0.9, 0.999, 1e-8, -1)]
    public void Options_out_of_range_are_refused(double rate, double beta1, double beta2, double eps, double decay)
    {
        using var scope = NewDisposeScope();
        var parameter = Trained.Make([1]);
        Assert.Throws<ArgumentException>(() => optim.Adam([parameter], rate, beta1, beta2, eps, decay));
    }

    [Fact]
    public void Steps_leave_no_tensors_behind()
    {
        using var scope = NewDisposeScope();
        var parameter = Trained.Make([1, 2]);
        using var adam = optim.Adam([parameter]);
        parameter.SetGradient([1, 1]);
        adam.step();
        var before = DisposeScopeManager.Statistics.ThreadTotalLiveCount;
        for (var i = 0; i < 5; i++)
            adam.step();
        Assert.Equal(before, DisposeScopeManager.Statistics.ThreadTotalLiveCount);
    }
}
