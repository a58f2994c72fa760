using TorchSharp.Modules;

namespace JsiGan.Models.Discriminators;

/// <summary>
/// Batch normalisation over a batch that several workers share, with the parameters and the running statistics of a plain layer.
/// </summary>
internal static class GlobalBatchNorm
{
    /// <param name="norm">The layer; its running statistics are renewed, equally on all workers.</param>
    /// <param name="x">This worker's share, N x C x H x W.</param>
    /// <param name="momentum">The share of the new batch in the running statistics.</param>
    /// <param name="reduction">The workers that share the batch.</param>
    public static Tensor Normalize(BatchNorm2d norm, Tensor x, double momentum, IBatchReduction reduction)
    {
        using var scope = NewDisposeScope();
        var moments = BatchMoments.Of(x, reduction);
        using (no_grad())
            Renew(norm, moments, momentum);

        return GlobalBatchNormFunction
            .Call(x, norm.weight, norm.bias!, moments.Mean, moments.Variance, moments.Count, norm.eps, reduction)
            .MoveToOuterDisposeScope();
    }

    /// <summary>The running variance is the unbiased one, as the plain layer's.</summary>
    private static void Renew(BatchNorm2d norm, BatchMoments moments, double momentum)
    {
        var unbiased = moments.Variance * (moments.Count / (moments.Count - 1));
        norm.num_batches_tracked!.add_(1);
        norm.running_mean!.mul_(1 - momentum).add_((moments.Mean * momentum).to(norm.running_mean.dtype));
        norm.running_var!.mul_(1 - momentum).add_((unbiased * momentum).to(norm.running_var.dtype));
    }
}
