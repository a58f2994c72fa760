#nullable enable

using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>Batch normalisation of N x C x H x W over N, H and W.</summary>
public sealed class BatchNorm2d : NormBase
{
    internal BatchNorm2d(
        long num_features, double eps, double momentum, bool affine, bool track_running_stats, Device? device, ScalarType? dtype)
        : base(num_features, eps, momentum, affine, track_running_stats, device, dtype, nameof(BatchNorm2d))
    {
    }

    public override Tensor forward(Tensor input)
    {
        if (input.dim() != 4)
            throw new ArgumentException($"expected 4D input, but got {input.dim()}D input.");
        var share = momentum ?? 0;
        if (training && track_running_stats)
        {
            num_batches_tracked!.add_(1);
            share = momentum ?? 1 / num_batches_tracked.ToDouble();
        }
        var statistics = !training || track_running_stats;
        return nn.functional.batch_norm(
            input,
            statistics ? running_mean : null,
            statistics ? running_var : null,
            weight,
            bias,
            training || running_mean is null,
            share,
            eps);
    }
}
