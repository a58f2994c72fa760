namespace JsiGan.Models.Discriminators;

/// <summary>A discriminator's output for a batch.</summary>
/// <param name="Logit">N x 1, not squashed.</param>
/// <param name="Features">fm_1 to fm_4 (Fig. 3): the first activation of each block, N x c 2^(i-1) x H / 2^i x W / 2^i.</param>
public sealed record DiscriminatorOutput(Tensor Logit, IReadOnlyList<Tensor> Features) : IDisposable
{
    public void Dispose()
    {
        Logit.Dispose();
        foreach (var feature in Features)
            feature.Dispose();
    }
}
