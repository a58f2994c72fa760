using JsiGan.Models.Functions;
using static TorchSharp.torch.autograd;

namespace JsiGan.Models.Discriminators;

/// <summary>
/// W itself; backward adds dL/dsigma u v^T to the gradient that the convolution gave it, in place: the gradient was made for this one use.
/// Arguments: weight, u, v, <see cref="SigmaGradient"/>.
/// </summary>
internal sealed class SpectralCorrectionFunction : CustomFunction<SpectralCorrectionFunction>
{
    private const string Carrier = "sigma gradient";

    protected override Tensor Forward(AutogradContext ctx, params object[] vars)
    {
        ctx.save_for_backward([(Tensor)vars[1], (Tensor)vars[2]]);
        ctx.save_data(Carrier, vars[3]);
        return ((Tensor)vars[0]).detach();
    }

    protected override List<Tensor> Backward(AutogradContext ctx, Tensor grad_output)
    {
        var saved = ctx.get_saved_variables();
        using Tensor u = saved[0], v = saved[1];
        using var slope = ((SigmaGradient)ctx.get_data(Carrier)).Take();
        using var column = u * slope;
        RankOne.AddTo(grad_output, column, v);
        return [grad_output, null!, null!, null!];
    }
}
