using static TorchSharp.torch.nn.functional;

namespace JsiGan.Training.Losses;

/// <summary>The feature-matching loss, L_fm of Eq. (13).</summary>
public static class FeatureMatching
{
    /// <summary>L_fm = sum over i = 1..4 of E[(fm_i(Y) - fm_i(P))^2].</summary>
    /// <param name="real">fm_i(Y), the discriminator's feature maps of the truth; no gradient is needed through them.</param>
    /// <param name="fake">fm_i(P), of the same shapes.</param>
    /// <returns>The mean over these samples, a scalar.</returns>
    public static Tensor Loss(IReadOnlyList<Tensor> real, IReadOnlyList<Tensor> fake) =>
        real.Zip(fake, (y, p) => mse_loss(p, y)).Aggregate((sum, term) => sum + term);
}
