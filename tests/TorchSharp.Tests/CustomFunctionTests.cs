using System.Runtime.CompilerServices;
using static TorchSharp.torch;
using static TorchSharp.torch.autograd;

namespace TorchSharp.Tests;

public sealed class CustomFunctionTests
{
    [Fact]
    public void A_custom_gradient_replaces_the_recorded_one()
    {
        using var scope = NewDisposeScope();
        var x = tensor([1.0, 2.0, 3.0], requires_grad: true);

        ScaledSquare.apply(x, 5.0).sum().backward();

        Assert.Equal([10.0, 20.0, 30.0], x.grad!.data<double>().ToArray());
    }

    [Fact]
    public void Saved_outputs_come_back()
    {
        using var scope = NewDisposeScope();
        var x = tensor([0.5, -1.0], requires_grad: true);

        ExponentialOfOutput.apply(x, new object()).sum().backward();

        Assert.True(x.grad!.allclose(x.exp()));
    }

    [Fact]
    public void A_saved_output_makes_no_cycle_that_keeps_the_graph_alive()
    {
        var token = UseOnce();

        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();

        Assert.False(token.IsAlive);

        [MethodImpl(MethodImplOptions.NoInlining)]
        static WeakReference UseOnce()
        {
            using var scope = NewDisposeScope();
            var saved = new object();
            _ = ExponentialOfOutput.apply(tensor([0.5], requires_grad: true), saved);
            return new WeakReference(saved);
        }
    }

    [Fact]
    public void Each_of_several_outputs_has_its_gradient()
    {
        using var scope = NewDisposeScope();
        var x = tensor([2.0, 3.0], requires_grad: true);
        var y = tensor([5.0, 7.0], requires_grad: true);

        var outputs = SumAndProduct.apply(x, y);
        (outputs[0].sum() + (outputs[1] * 10.0).sum()).backward();

        Assert.Equal([51.0, 71.0], x.grad!.data<double>().ToArray());
        Assert.Equal([21.0, 31.0], y.grad!.data<double>().ToArray());
    }

    [Fact]
    public void An_output_that_was_not_used_has_a_gradient_of_zeros()
    {
        using var scope = NewDisposeScope();
        var x = tensor([2.0, 3.0], requires_grad: true);
        var y = tensor([5.0, 7.0], requires_grad: true);

        SumAndProduct.apply(x, y)[1].sum().backward();

        Assert.Equal([5.0, 7.0], x.grad!.data<double>().ToArray());
    }

    [Fact]
    public void A_null_gradient_is_none()
    {
        using var scope = NewDisposeScope();
        var x = tensor([1.0], requires_grad: true);
        var y = tensor([2.0], requires_grad: true);

        OnlyTheFirst.apply(x, y).backward();

        Assert.Equal(1.0, x.grad!.item<double>());
        Assert.True(y.grad is null || y.grad.item<double>() == 0);
    }

    [Fact]
    public void Without_gradients_nothing_is_recorded()
    {
        using var scope = NewDisposeScope();
        using var mode = no_grad();
        var x = tensor([1.0, 2.0], requires_grad: true);

        var y = ScaledSquare.apply(x, 5.0);

        Assert.False(y.requires_grad);
        Assert.Equal([5.0, 20.0], y.data<double>().ToArray());
    }

    [Fact]
    public void An_exception_in_forward_reaches_the_caller()
    {
        using var scope = NewDisposeScope();
        var x = tensor([1.0], requires_grad: true);

        Assert.Contains("forward says no", Assert.ThrowsAny<Exception>(() => Failing.apply(x)).Message);
    }

    private sealed class ScaledSquare : SingleTensorFunction<ScaledSquare>
    {
        public override string Name => nameof(ScaledSquare);

        public override Tensor forward(AutogradContext ctx, params object[] vars)
        {
            var x = (Tensor)vars[0];
            ctx.save_for_backward([x]);
            ctx.save_data("factor", vars[1]);
            return x * x * (double)vars[1];
        }

        public override List<Tensor> backward(AutogradContext ctx, Tensor grad_output)
        {
            var x = ctx.get_saved_variables()[0];
            return [grad_output * x * (2 * (double)ctx.get_data("factor")), null!];
        }
    }

    private sealed class ExponentialOfOutput : SingleTensorFunction<ExponentialOfOutput>
    {
        public override string Name => nameof(ExponentialOfOutput);

        public override Tensor forward(AutogradContext ctx, params object[] vars)
        {
            var y = ((Tensor)vars[0]).exp();
            ctx.save_for_backward([y]);
            ctx.save_data("token", vars[1]);
            return y;
        }

        public override List<Tensor> backward(AutogradContext ctx, Tensor grad_output) =>
            [grad_output * ctx.get_saved_variables()[0], null!];
    }

    private sealed class SumAndProduct : MultiTensorFunction<SumAndProduct>
    {
        public override string Name => nameof(SumAndProduct);

        public override List<Tensor> forward(AutogradContext ctx, params object[] vars)
        {
            var (x, y) = ((Tensor)vars[0], (Tensor)vars[1]);
            ctx.save_for_backward([x, y]);
            return [x + y, x * y];
        }

        public override List<Tensor> backward(AutogradContext ctx, List<Tensor> grad_outputs)
        {
            var saved = ctx.get_saved_variables();
            return [grad_outputs[0] + (grad_outputs[1] * saved[1]), grad_outputs[0] + (grad_outputs[1] * saved[0])];
        }
    }

    private sealed class OnlyTheFirst : SingleTensorFunction<OnlyTheFirst>
    {
        public override string Name => nameof(OnlyTheFirst);

        public override Tensor forward(AutogradContext ctx, params object[] vars) => (Tensor)vars[0] + (Tensor)vars[1];

        public override List<Tensor> backward(AutogradContext ctx, Tensor grad_output) => [grad_output.clone(), null!];
    }

    private sealed class Failing : SingleTensorFunction<Failing>
    {
        public override string Name => nameof(Failing);

        public override Tensor forward(AutogradContext ctx, params object[] vars) =>
            throw new InvalidOperationException("forward says no");

        public override List<Tensor> backward(AutogradContext ctx, Tensor grad_output) => [grad_output.clone()];
    }
}
