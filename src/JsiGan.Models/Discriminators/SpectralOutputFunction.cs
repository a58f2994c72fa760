using JsiGan.Models.Functions;
using static TorchSharp.torch.autograd;

namespace JsiGan.Models.Discriminators;

/// <summary>
/// y / sigma for y = conv(x, W), which is conv(x, W / sigma) without a copy of W. Arguments: y, sigma, <see cref="SigmaGradient"/> (null if
/// W is frozen). dL/dsigma = -(g . y) / sigma^2 goes to <see cref="SpectralCorrectionFunction"/>.
/// </summary>
internal sealed class SpectralOutputFunction : CustomFunction<SpectralOutputFunction>
{
    private const string Carrier = "sigma gradient";

    protected override Tensor Forward(AutogradContext ctx, params object[] vars)
    {
        var result = (Tensor)vars[0];
        var sigma = (Tensor)vars[1];
        ctx.save_for_backward(vars[2] is null ? [sigma] : [sigma, result]);
        ctx.save_data(Carrier, vars[2]);
        return result / sigma;
    }

    protected override List<Tensor> Backward(AutogradContext ctx, Tensor grad_output)
    {
        var saved = ctx.get_saved_variables();
        using var sigma = saved[0];
        var gradient = grad_output / sigma;
        if (ctx.get_data(Carrier) is SigmaGradient carrier)
        {
            using var result = saved[1];
            using var product = gradient * result;
            using var total = product.sum();
            using var slope = total / sigma;
            carrier.Put(slope.neg());
        }

        grad_output.Dispose();
        return [gradient, null!, null!];
    }
}
