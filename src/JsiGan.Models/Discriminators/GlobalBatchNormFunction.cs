using JsiGan.Models.Functions;
using static TorchSharp.torch.autograd;

namespace JsiGan.Models.Discriminators;

/// <summary>
/// y = (x - mean) / deviation * weight + bias with deviation^2 = variance + epsilon. Arguments: x, weight, bias, mean, variance, count (of
/// <see cref="BatchMoments"/>), epsilon, <see cref="IBatchReduction"/>. Mean and variance depend on every sample of the batch: with g the
/// gradient of y and sums over all workers,
/// dL/dx = weight / deviation * (g - sum(g) / count - (x - mean) sum(g (x - mean)) / (count deviation^2)).
/// The gradients of weight and bias are this worker's part of them.
/// </summary>
internal sealed class GlobalBatchNormFunction : CustomFunction<GlobalBatchNormFunction>
{
    private const string Epsilon = "epsilon";
    private const string Reduction = "reduction";

    protected override Tensor Forward(AutogradContext ctx, params object[] vars)
    {
        var (x, weight, bias) = ((Tensor)vars[0], (Tensor)vars[1], (Tensor)vars[2]);
        var (mean, variance, count) = ((Tensor)vars[3], (Tensor)vars[4], (Tensor)vars[5]);
        ctx.save_for_backward([x, weight, mean, variance, count]);
        ctx.save_data(Epsilon, vars[6]);
        ctx.save_data(Reduction, vars[7]);

        // With statistics that are given, the library's normalisation is one pass.
        using var center = mean.to(x.dtype);
        using var spread = variance.to(x.dtype);
        return nn.functional.batch_norm(x, center, spread, weight, bias, training: false, eps: (double)vars[6]);
    }

    protected override List<Tensor> Backward(AutogradContext ctx, Tensor grad_output)
    {
        using var scope = NewDisposeScope();
        var saved = ctx.get_saved_variables();
        var (x, weight, mean, variance, count) = (saved[0], saved[1], saved[2], saved[3], saved[4]);
        var deviation = (variance + (double)ctx.get_data(Epsilon)).sqrt_();
        var centered = x - BatchMoments.PerChannel(mean.to(x.dtype));
        var own = stack([grad_output.sum([0, 2, 3]), (centered * grad_output).sum([0, 2, 3])]).to(ScalarType.Float64);
        var all = own.clone();
        ((IBatchReduction)ctx.get_data(Reduction)).AllReduce(all);

        var scale = weight / deviation;
        var constant = scale * all[0] / count;
        var slope = scale * all[1] / (count * deviation * deviation);
        var gradient = centered.mul_(Factor(slope, x)).add_(Factor(constant, x)).neg_().addcmul_(grad_output, Factor(scale, x), 1);
        return
        [
            gradient.MoveToOuterDisposeScope(),
            (own[1] / deviation).to(x.dtype).MoveToOuterDisposeScope(),
            own[0].to(x.dtype).MoveToOuterDisposeScope(),
            null!, null!, null!, null!, null!,
        ];
    }

    private static Tensor Factor(Tensor values, Tensor x) => BatchMoments.PerChannel(values.to(x.dtype));
}
