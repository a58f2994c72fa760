namespace JsiGan.Models.Tests;

/// <summary>What the networks and the training step rely on in TorchSharp's scopes and custom functions.</summary>
public sealed class DisposeScopeTests
{
    [Fact]
    public void A_scope_disposes_what_was_made_in_it_and_leaves_what_was_moved_out()
    {
        Tensor inner, moved, detached;
        using (NewDisposeScope())
        {
            using (NewDisposeScope())
            {
                inner = zeros(2);
                moved = zeros(2).MoveToOuterDisposeScope();
                detached = zeros(2).DetachFromDisposeScope();
            }

            Assert.True(inner.IsInvalid);
            Assert.False(moved.IsInvalid);
        }

        Assert.True(moved.IsInvalid);
        Assert.False(detached.IsInvalid);
        detached.Dispose();
    }

    [Fact]
    public void A_tensor_disposed_early_leaves_its_scope()
    {
        using var scope = NewDisposeScope();
        zeros(2).Dispose();
        Assert.Equal(0, scope.DisposablesCount);
    }

    [Fact]
    public void A_scope_of_one_thread_leaves_the_tensors_of_another_alone()
    {
        Tensor? other = null;
        using (NewDisposeScope())
        {
            var thread = new Thread(() => other = zeros(2));
            thread.Start();
            thread.Join();
        }

        Assert.False(other!.IsInvalid);
        other.Dispose();
    }

    [Fact]
    public void Tensors_saved_by_a_custom_function_are_released_with_its_graph()
    {
        var token = UseOnce();
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();
        Assert.False(token.IsAlive);

        [System.Runtime.CompilerServices.MethodImpl(System.Runtime.CompilerServices.MethodImplOptions.NoInlining)]
        static WeakReference UseOnce()
        {
            using var scope = NewDisposeScope();
            var kept = new object();
            using var leaf = tensor([0.5], requires_grad: true);
            _ = KeepsItsOutput.apply(leaf, kept);
            return new WeakReference(kept);
        }
    }

    [Fact]
    public void An_exception_in_a_custom_forward_reaches_the_caller()
    {
        using var scope = NewDisposeScope();
        var exception = Assert.ThrowsAny<Exception>(() => Throws.apply(tensor([1.0], requires_grad: true)));
        Assert.Contains("forward failed", exception.ToString(), StringComparison.Ordinal);
    }

    private sealed class KeepsItsOutput : autograd.SingleTensorFunction<KeepsItsOutput>
    {
        public override string Name => nameof(KeepsItsOutput);

        public override Tensor forward(autograd.AutogradContext ctx, params object[] vars)
        {
            var output = ((Tensor)vars[0]).exp();
            ctx.save_for_backward([output]);
            ctx.save_data("kept", vars[1]);
            return output;
        }

        public override List<Tensor> backward(autograd.AutogradContext ctx, Tensor grad_output) =>
            [grad_output * ctx.get_saved_variables()[0], null!];
    }

    private sealed class Throws : autograd.SingleTensorFunction<Throws>
    {
        public override string Name => nameof(Throws);

        public override Tensor forward(autograd.AutogradContext ctx, params object[] vars) =>
            throw new InvalidOperationException("forward failed");

        public override List<Tensor> backward(autograd.AutogradContext ctx, Tensor grad_output) => [grad_output.clone()];
    }
}
