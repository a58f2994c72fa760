using JsiGan.Models.Functions;
using static TorchSharp.torch.autograd;

namespace JsiGan.Models.Convolutions;

/// <summary><see cref="WinogradConvolution"/> as one node of the graph. Arguments: input, weight, bias (null for none).</summary>
internal sealed class WinogradFunction : CustomFunction<WinogradFunction>
{
    private const string InputGradient = "input gradient";
    private const string WeightGradient = "weight gradient";
    private const string BiasGradient = "bias gradient";

    protected override Tensor Forward(AutogradContext ctx, params object[] vars)
    {
        var input = (Tensor)vars[0];
        var weight = (Tensor)vars[1];
        var bias = (Tensor?)vars[2];
        ctx.save_for_backward([input, weight]);
        ctx.save_data(InputGradient, input.requires_grad);
        ctx.save_data(WeightGradient, weight.requires_grad);
        ctx.save_data(BiasGradient, bias is { requires_grad: true });
        using var dense = input.contiguous();
        return WinogradConvolution.Forward(dense, weight, bias);
    }

    protected override List<Tensor> Backward(AutogradContext ctx, Tensor grad_output)
    {
        var saved = ctx.get_saved_variables();
        using Tensor input = saved[0], weight = saved[1];
        using var dense = input.contiguous();
        using var upstream = grad_output.contiguous();
        return
        [
            ((bool)ctx.get_data(InputGradient) ? WinogradConvolution.InputGradient(upstream, weight) : null)!,
            ((bool)ctx.get_data(WeightGradient) ? WinogradConvolution.WeightGradient(dense, upstream) : null)!,
            ((bool)ctx.get_data(BiasGradient) ? upstream.sum([0, 2, 3]) : null)!,
        ];
    }
}
