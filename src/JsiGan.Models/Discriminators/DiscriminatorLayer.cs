using TorchSharp.Modules;
using static TorchSharp.torch.nn;

namespace JsiGan.Models.Discriminators;

/// <summary>What the discriminator's layers share.</summary>
internal static class DiscriminatorLayer
{
    private const double NegativeSlope = 0.2;
    private const double Epsilon = 1e-5;

    /// <summary>One minus the decay 0.9 of the running statistics.</summary>
    private const double Momentum = 0.1;

    public static BatchNorm2d Norm(long channels) => BatchNorm2d(channels, Epsilon, Momentum);

    /// <summary>norm(conv(input)), each result disposed as soon as the next exists.</summary>
    public static Tensor Normalize(SpectralNormConv convolution, BatchNorm2d? norm, IBatchReduction? reduction, Tensor input)
    {
        var result = convolution.call(input);
        if (norm is null || reduction is not { Size: > 1 } || !norm.training)
            return norm is null ? result : norm.Consume(result);

        using (result)
            return GlobalBatchNorm.Normalize(norm, result, Momentum, reduction);
    }

    /// <summary>Leaky ReLU in place: what it overwrites, a batch norm's or a convolution's result, no gradient needs.</summary>
    public static Tensor Activate(Tensor input) => input.leaky_relu_(NegativeSlope);
}
