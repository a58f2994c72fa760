using static TorchSharp.torch;

namespace TorchSharp.Tests.Nn;

public sealed class BatchNorm2dTests
{
    // One channel, values 1, 2, 3, 6: mean 3, variance 14/4 = 3.5, unbiased 14/3.
    private static readonly double[] Batch = [1, 2, 3, 6];

    [Fact]
    public void In_training_a_batch_is_normalised_by_its_own_statistics()
    {
        using var scope = NewDisposeScope();
        using var norm = nn.BatchNorm2d(1, dtype: ScalarType.Float64);
        var deviation = Math.Sqrt(3.5 + 1e-5);
        Values.Equal([-2 / deviation, -1 / deviation, 0, 3 / deviation], norm.forward(tensor(Batch).view(2, 1, 1, 2)));
    }

    [Fact]
    public void The_running_statistics_move_by_the_momentum_with_the_unbiased_variance()
    {
        using var scope = NewDisposeScope();
        using var norm = nn.BatchNorm2d(1, momentum: 0.25, dtype: ScalarType.Float64);
        var x = tensor(Batch).view(2, 1, 1, 2);
        norm.forward(x);
        Values.Equal([0.25 * 3], norm.running_mean!);
        Values.Equal([0.75 + 0.25 * 14 / 3], norm.running_var!);
        norm.forward(x);
        Values.Equal([0.75 * 0.75 + 0.25 * 3], norm.running_mean!);
        Values.Equal([2], norm.num_batches_tracked!);
    }

    [Fact]
    public void In_evaluation_the_running_statistics_are_used_and_stay()
    {
        using var scope = NewDisposeScope();
        using var norm = nn.BatchNorm2d(1, eps: 0, dtype: ScalarType.Float64);
        norm.running_mean!.fill_(2);
        norm.running_var!.fill_(4);
        norm.eval();
        Values.Equal([-0.5, 0, 0.5, 2], norm.forward(tensor(Batch).view(2, 1, 1, 2)));
        Values.Equal([2], norm.running_mean!);
        Values.Equal([0], norm.num_batches_tracked!);
    }

    [Fact]
    public void Weight_and_bias_scale_and_shift_and_get_gradients()
    {
        using var scope = NewDisposeScope();
        using var norm = nn.BatchNorm2d(1, dtype: ScalarType.Float64);
        using (no_grad())
        {
            norm.weight.fill_(3);
            norm.bias!.fill_(7);
        }
        var y = norm.forward(tensor(Batch).view(2, 1, 1, 2));
        var deviation = Math.Sqrt(3.5 + 1e-5);
        Values.Equal([7 - 6 / deviation, 7 - 3 / deviation, 7, 7 + 9 / deviation], y);
        (y * y).sum().backward();
        Values.Equal([4 * 2 * 7], norm.bias!.grad!, 1e-9);
        Values.Equal([2 * 3 * 14 / (3.5 + 1e-5)], norm.weight.grad!, 1e-9);
    }

    [Fact]
    public void Without_affine_or_tracking_there_is_no_state()
    {
        using var scope = NewDisposeScope();
        using var norm = nn.BatchNorm2d(1, affine: false, track_running_stats: false);
        Assert.Empty(norm.state_dict());
        norm.eval();
        var y = Values.Of(norm.forward(tensor(Batch).to(ScalarType.Float32).view(2, 1, 1, 2)));
        Assert.Equal(0, y.Sum(), 1e-5);
    }

    [Fact]
    public void Resetting_starts_the_statistics_again()
    {
        using var scope = NewDisposeScope();
        using var norm = nn.BatchNorm2d(1);
        norm.forward(rand(2, 1, 2, 2));
        norm.reset_running_stats();
        Values.Equal([0], norm.running_mean!);
        Values.Equal([1], norm.running_var!);
        Values.Equal([0], norm.num_batches_tracked!);
    }

    [Fact]
    public void An_input_of_three_dimensions_is_refused()
    {
        using var norm = nn.BatchNorm2d(1);
        using var x = rand(1, 2, 2);
        Assert.Throws<ArgumentException>(() => norm.forward(x));
    }
}
