using JsiGan.Models.Functions;
using static TorchSharp.torch.autograd;

namespace JsiGan.Models.Discriminators;

/// <summary>
/// W / sigma. Arguments: weight, u, v, sigma. With g the gradient of the result, dL/dW = (g - (g . W / sigma) u v^T) / sigma.
/// </summary>
internal sealed class SpectralWeightFunction : CustomFunction<SpectralWeightFunction>
{
    protected override Tensor Forward(AutogradContext ctx, params object[] vars)
    {
        var weight = (Tensor)vars[0];
        var sigma = (Tensor)vars[3];
        ctx.save_for_backward([weight, (Tensor)vars[1], (Tensor)vars[2], sigma]);
        return weight / sigma;
    }

    protected override List<Tensor> Backward(AutogradContext ctx, Tensor grad_output)
    {
        var saved = ctx.get_saved_variables();
        using Tensor weight = saved[0], u = saved[1], v = saved[2], sigma = saved[3];
        using var product = grad_output * weight;
        using var total = product.sum();
        using var share = total / sigma;
        using var column = (u * share).neg_();
        var gradient = grad_output.clone();
        RankOne.AddTo(gradient, column, v);
        gradient.div_(sigma);
        grad_output.Dispose();
        return [gradient, null!, null!, null!];
    }
}
