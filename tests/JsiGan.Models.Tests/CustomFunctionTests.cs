using JsiGan.Models.Functions;
using TorchSharp;
using static TorchSharp.torch.autograd;

namespace JsiGan.Models.Tests;

/// <summary>What our backward functions may do without ending the process or leaking memory.</summary>
public sealed class CustomFunctionTests
{
    [Fact]
    public void An_exception_in_a_backward_function_is_thrown_once_after_the_pass()
    {
        using var scope = NewDisposeScope();
        var x = ones(3).requires_grad_();
        Failing.Calls = 0;
        Failing.apply(Failing.apply(x)).sum().backward();

        var failure = Assert.Throws<InvalidOperationException>(BackwardFailure.ThrowIfAny);
        Assert.Equal("no memory", failure.Message);
        BackwardFailure.ThrowIfAny();
        // The second function of the backward pass did not run.
        Assert.Equal(1, Failing.Calls);
    }

    [Fact]
    public void A_forgotten_failure_stops_no_later_pass()
    {
        using var scope = NewDisposeScope();
        var x = ones(3).requires_grad_();
        Failing.apply(x).sum().backward();
        BackwardFailure.Forget();
        Doubling.apply(x).sum().backward();
        BackwardFailure.ThrowIfAny();
        Assert.Equal(6, x.grad!.sum().item<float>());
    }

    /// <summary>As on libtorch's own threads, which run a GPU's backward pass.</summary>
    [Fact]
    public void A_thread_without_a_dispose_scope_keeps_one_functions_gradients_at_most()
    {
        using var scope = NewDisposeScope();
        var x = ones(3).requires_grad_();
        Tensor[] sums = [.. Enumerable.Range(0, 5).Select(_ => Doubling.apply(Doubling.apply(x)).sum())];
        var live = new List<long>();
        var thread = new Thread(() =>
        {
            foreach (var sum in sums)
            {
                sum.backward();
                live.Add(DisposeScopeManager.Statistics.TensorStatistics.ThreadTotalLiveCount);
            }
        });
        thread.Start();
        thread.Join();
        Assert.All(live, count => Assert.Equal(live[0], count));
    }

    private sealed class Failing : CustomFunction<Failing>
    {
        public static int Calls { get; set; }

        protected override Tensor Forward(AutogradContext ctx, params object[] vars) => ((Tensor)vars[0]).clone();

        protected override List<Tensor> Backward(AutogradContext ctx, Tensor grad_output)
        {
            Calls++;
            throw new InvalidOperationException("no memory");
        }
    }

    private sealed class Doubling : CustomFunction<Doubling>
    {
        protected override Tensor Forward(AutogradContext ctx, params object[] vars) => (Tensor)vars[0] * 2;

        protected override List<Tensor> Backward(AutogradContext ctx, Tensor grad_output) => [grad_output * 2];
    }
}
