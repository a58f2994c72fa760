using System.Runtime.InteropServices;
using static TorchSharp.torch;
using static TorchSharp.torch.autograd;

namespace TorchSharp.Tests.StandIn;

/// <summary>Where TorchSharp 0.107 ignores an argument or ends the process, the stand-in says so: nobody comes to rely on more.</summary>
public sealed class RefusalTests
{
    [Fact]
    public void A_variance_of_all_elements_is_unbiased_or_refused()
    {
        using var x = tensor([1.0, 2.0]);
        Assert.Contains("dimensions", Assert.Throws<NotSupportedException>(() => x.var(unbiased: false)).Message);
    }

    [Fact]
    public void An_initialisation_from_a_generator_is_refused()
    {
        using var generator = new Generator(1);
        using var x = zeros(2);
        Assert.Throws<NotSupportedException>(() => nn.init.normal_(x, generator: generator));
        Assert.Throws<NotSupportedException>(() => nn.init.uniform_(x, generator: generator));
    }

    [Fact]
    public void An_exception_in_backward_surfaces_from_backward_with_its_message()
    {
        using var scope = NewDisposeScope();
        var y = Failing.apply(tensor([1.0], requires_grad: true));
        Assert.Contains("backward says no", Assert.Throws<ExternalException>(() => y.backward()).Message);
    }

    private sealed class Failing : SingleTensorFunction<Failing>
    {
        public override string Name => nameof(Failing);

        public override Tensor forward(AutogradContext ctx, params object[] vars) => ((Tensor)vars[0]).clone();

        public override List<Tensor> backward(AutogradContext ctx, Tensor grad_output) =>
            throw new InvalidOperationException("backward says no");
    }
}
