using JsiGan.Models.Functions;
using static TorchSharp.torch.autograd;

namespace JsiGan.Training.Distributed;

/// <summary>
/// m = sum over the workers of w_r m_r with the mean m_r over a worker's samples and its share w_r of the batch. Arguments: m_r, w_r,
/// <see cref="ProcessGroup"/>. Every worker's loss depends on m, so dL/dm_r = w_r times the sum of all workers' dL/dm.
/// </summary>
internal sealed class GlobalMeanFunction : CustomFunction<GlobalMeanFunction>
{
    private const string Share = "share";
    private const string Group = "group";

    protected override Tensor Forward(AutogradContext ctx, params object[] vars)
    {
        ctx.save_data(Share, vars[1]);
        ctx.save_data(Group, vars[2]);
        var sum = (Tensor)vars[0] * (double)vars[1];
        ((ProcessGroup)vars[2]).AllReduce(sum);
        return sum;
    }

    protected override List<Tensor> Backward(AutogradContext ctx, Tensor grad_output)
    {
        var sum = grad_output.clone();
        grad_output.Dispose();
        ((ProcessGroup)ctx.get_data(Group)).AllReduce(sum);
        return [sum.mul_((double)ctx.get_data(Share)), null!, null!];
    }
}
