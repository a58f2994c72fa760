using static TorchSharp.torch;

namespace TorchSharp.Tests;

public sealed class DisposeScopeTests
{
    [Fact]
    public void A_scope_takes_what_was_made_in_it()
    {
        Tensor x;
        using (NewDisposeScope())
        {
            x = zeros(2);
        }

        Assert.True(x.IsInvalid);
    }

    [Fact]
    public void A_moved_tensor_goes_with_the_outer_scope()
    {
        Tensor x;
        using (NewDisposeScope())
        {
            using (NewDisposeScope())
            {
                x = zeros(2).MoveToOuterDisposeScope();
            }

            Assert.False(x.IsInvalid);
        }

        Assert.True(x.IsInvalid);
    }

    [Fact]
    public void A_detached_tensor_goes_with_no_scope()
    {
        Tensor x;
        using (NewDisposeScope())
        {
            x = zeros(2).DetachFromDisposeScope();
        }

        Assert.False(x.IsInvalid);
        x.Dispose();
    }

    [Fact]
    public void A_tensor_moved_out_of_the_outermost_scope_is_detached()
    {
        Tensor x;
        using (var scope = NewDisposeScope())
        {
            x = scope.MoveToOuter(zeros(2));
        }

        Assert.False(x.IsInvalid);
        x.Dispose();
    }

    [Fact]
    public void An_attached_tensor_goes_with_its_new_scope()
    {
        var x = zeros(2);
        using (var scope = NewDisposeScope())
        {
            scope.Attach(x);
            Assert.True(scope.Contains(x));
        }

        Assert.True(x.IsInvalid);
    }

    [Fact]
    public void Everything_but_what_is_kept_goes_early()
    {
        using var scope = NewDisposeScope();
        var (x, y) = (zeros(2), zeros(2));

        scope.DisposeEverythingBut(x);

        Assert.False(x.IsInvalid);
        Assert.True(y.IsInvalid);
        Assert.Equal(1, scope.DisposablesCount);
    }

    [Fact]
    public void A_tensor_disposed_of_by_hand_leaves_its_scope()
    {
        using var scope = NewDisposeScope();
        var x = zeros(2);

        x.Dispose();

        Assert.Equal(0, scope.DisposablesCount);
    }

    [Fact]
    public void A_scope_of_one_thread_leaves_the_tensors_of_another_alone()
    {
        Tensor? x = null;
        using (NewDisposeScope())
        {
            var thread = new Thread(() => x = zeros(2));
            thread.Start();
            thread.Join();
        }

        Assert.False(x!.IsInvalid);
        x.Dispose();
    }

    [Fact]
    public void Live_tensors_stay_flat_over_a_thousand_training_steps()
    {
        var weight = randn([4, 4], dtype: float64).requires_grad_();
        var statistics = DisposeScopeManager.Statistics;
        var before = statistics.ThreadTotalLiveCount;

        for (var i = 0; i < 1000; i++)
        {
            using var scope = NewDisposeScope();
            (weight.mm(weight.t()).sigmoid() * 2).sum().backward();
            using (no_grad())
            {
                weight.sub_(weight.grad! * 0.01);
                weight.grad!.zero_();
            }
        }

        Assert.Equal(before, statistics.ThreadTotalLiveCount);
        weight.Dispose();
    }
}
