using JsiGan.Models.Functions;
using static TorchSharp.torch.autograd;

namespace JsiGan.Models.DynamicFilters;

/// <summary>
/// The 2-D filter, softmax included, as one node of the graph. Arguments: input and logits (contiguous), taps, scale.
/// It saves its arguments only.
/// </summary>
internal sealed class Filter2dFunction : CustomFunction<Filter2dFunction>
{
    private const string Geometry = "geometry";
    private const string InputGradient = "input gradient";

    protected override Tensor Forward(AutogradContext ctx, params object[] vars)
    {
        var input = (Tensor)vars[0];
        var filters = (Tensor)vars[1];
        var geometry = new FilterGeometry((int)input.shape[0], (int)input.shape[2], (int)input.shape[3], (int)vars[2], (int)vars[3]);
        ctx.save_for_backward([input, filters]);
        ctx.save_data(Geometry, geometry);
        ctx.save_data(InputGradient, input.requires_grad);
        using var image = Pad(input, geometry);
        return input.dtype == ScalarType.Float64
            ? new Filter2dKernel<double>(geometry, image, filters).Forward()
            : new Filter2dKernel<float>(geometry, image, filters).Forward();
    }

    protected override List<Tensor> Backward(AutogradContext ctx, Tensor grad_output)
    {
        var saved = ctx.get_saved_variables();
        using Tensor input = saved[0], filters = saved[1];
        using var upstream = grad_output.contiguous();
        var geometry = (FilterGeometry)ctx.get_data(Geometry);
        var inputGradient = (bool)ctx.get_data(InputGradient);
        using var image = Pad(input, geometry);
        var (dImage, dFilters) = input.dtype == ScalarType.Float64
            ? new Filter2dKernel<double>(geometry, image, filters).Backward(upstream, inputGradient)
            : new Filter2dKernel<float>(geometry, image, filters).Backward(upstream, inputGradient);
        grad_output.Dispose();
        return [dImage is null ? null! : Crop(dImage, geometry), dFilters, null!, null!];
    }

    private static Tensor Pad(Tensor input, FilterGeometry geometry)
    {
        long radius = geometry.Taps / 2;
        return nn.functional.pad(input, [radius, radius, radius, radius]);
    }

    private static Tensor Crop(Tensor image, FilterGeometry geometry)
    {
        using (image)
        using (var rows = image.narrow(2, geometry.Taps / 2, geometry.Height))
        using (var pixels = rows.narrow(3, geometry.Taps / 2, geometry.Width))
            return pixels.contiguous();
    }
}
