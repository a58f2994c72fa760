using static TorchSharp.torch.nn.functional;

namespace JsiGan.Training.Losses;

/// <summary>
/// The relativistic average hinge loss (Jolicoeur-Martineau 2019), Eq. (10) and (11), with the relative judgements
/// D~(P,Y) = D(P) - E D(Y) and D~(Y,P) = D(Y) - E D(P). The logits have shape [N, 1]. The E of a relative judgement is over the global
/// batch; the results are means over these samples.
/// </summary>
public static class RaHinge
{
    /// <summary>Eq. (10): L_D = E[max(0, 1 - D~(Y,P))] + E[max(0, 1 + D~(P,Y))].</summary>
    public static Tensor Discriminator(Tensor real, Tensor fake, GlobalMean mean)
    {
        var (realToFake, fakeToReal) = Relative(real, fake, mean);
        return relu(1 - realToFake).mean() + relu(1 + fakeToReal).mean();
    }

    /// <summary>Eq. (11): L_G = E[max(0, 1 - D~(P,Y))] + E[max(0, 1 + D~(Y,P))].</summary>
    public static Tensor Generator(Tensor real, Tensor fake, GlobalMean mean)
    {
        var (realToFake, fakeToReal) = Relative(real, fake, mean);
        return relu(1 - fakeToReal).mean() + relu(1 + realToFake).mean();
    }

    private static (Tensor RealToFake, Tensor FakeToReal) Relative(Tensor real, Tensor fake, GlobalMean mean) =>
        (real - mean(fake.mean()), fake - mean(real.mean()));
}
