using JsiGan.Models.Functions;
using static TorchSharp.torch.autograd;

namespace JsiGan.Models.DynamicFilters;

/// <summary>
/// The separable filter as one node of the graph. Arguments: input, vertical, horizontal (contiguous), taps, scale.
/// It saves its arguments only.
/// </summary>
internal sealed class SeparableFilterFunction : CustomFunction<SeparableFilterFunction>
{
    private const string Geometry = "geometry";
    private const string InputGradient = "input gradient";

    protected override Tensor Forward(AutogradContext ctx, params object[] vars)
    {
        var input = (Tensor)vars[0];
        var vertical = (Tensor)vars[1];
        var horizontal = (Tensor)vars[2];
        var geometry = new FilterGeometry((int)input.shape[0], (int)input.shape[2], (int)input.shape[3], (int)vars[3], (int)vars[4]);
        ctx.save_for_backward([input, vertical, horizontal]);
        ctx.save_data(Geometry, geometry);
        ctx.save_data(InputGradient, input.requires_grad);
        return input.dtype == ScalarType.Float64
            ? new SeparableFilterKernel<double>(geometry, input, vertical, horizontal).Forward()
            : new SeparableFilterKernel<float>(geometry, input, vertical, horizontal).Forward();
    }

    protected override List<Tensor> Backward(AutogradContext ctx, Tensor grad_output)
    {
        var saved = ctx.get_saved_variables();
        using Tensor input = saved[0], vertical = saved[1], horizontal = saved[2];
        using var upstream = grad_output.contiguous();
        var geometry = (FilterGeometry)ctx.get_data(Geometry);
        var inputGradient = (bool)ctx.get_data(InputGradient);
        var (dInput, dVertical, dHorizontal) = input.dtype == ScalarType.Float64
            ? new SeparableFilterKernel<double>(geometry, input, vertical, horizontal).Backward(upstream, inputGradient)
            : new SeparableFilterKernel<float>(geometry, input, vertical, horizontal).Backward(upstream, inputGradient);
        grad_output.Dispose();
        return [dInput!, dVertical, dHorizontal, null!, null!];
    }
}
