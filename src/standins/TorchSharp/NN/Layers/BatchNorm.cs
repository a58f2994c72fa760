#nullable enable

using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>Batch normalisation over all dimensions but the channels, the second one.</summary>
public abstract class BatchNorm : NormBase
{
    private protected BatchNorm(
        long num_features, double eps, double momentum, bool affine, bool track_running_stats, Device? device, ScalarType? dtype,
        string name)
        : base(num_features, eps, momentum, affine, track_running_stats, device, dtype, name)
    {
    }

    public override Tensor forward(Tensor input)
    {
        ValidateInputDimensions(input);
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
