using JsiGan.KnownAnswers;
using JsiGan.Models;
using JsiGan.Training.Losses;
using JsiGan.Training.Recipes;
using static TorchSharp.torch;

namespace JsiGan.Training.Tests.Steps;

/// <summary>
/// Stage 2's gradients written down as the reference does, without any of the shortcuts of <see cref="JsiGan.Training.Steps.GanStep"/>.
/// </summary>
internal static class PlainGanStep
{
    /// <summary>Leaves in the discriminators' parameters the gradients of their own losses, to which P is a constant.</summary>
    public static void DiscriminatorHalf(GoldenStep step, LossWeights weights)
    {
        Tensor p, pd;
        using (no_grad())
        {
            p = step.Generator.Network.call(step.Sdr);
            pd = GuidedFilter.Detail(p);
        }

        var (d1, d2) = (step.First!.Network, step.Second!.Network);
        var loss1 = RaHinge.Discriminator(d1.call(step.Hdr).Logit, d1.call(p).Logit, GlobalMeans.Local);
        var loss2 = RaHinge.Discriminator(d2.call(GuidedFilter.Detail(step.Hdr)).Logit, d2.call(pd).Logit, GlobalMeans.Local);
        (loss1 + weights.Detail * loss2).backward();
    }

    /// <summary>Adds the gradients of the generator's loss to all three networks' parameters.</summary>
    public static void GeneratorHalf(GoldenStep step, LossWeights weights)
    {
        var (d1, d2) = (step.First!.Network, step.Second!.Network);
        var p = step.Generator.Network.call(step.Sdr);
        var pd = GuidedFilter.Detail(p);
        var (r1, f1) = (d1.call(step.Hdr), d1.call(p));
        var (r2, f2) = (d2.call(GuidedFilter.Detail(step.Hdr)), d2.call(pd));
        var adversarial = RaHinge.Generator(r1.Logit, f1.Logit, GlobalMeans.Local)
            + weights.Detail * RaHinge.Generator(r2.Logit, f2.Logit, GlobalMeans.Local);
        var features = FeatureMatching.Loss(r1.Features, f1.Features)
            + weights.Detail * FeatureMatching.Loss(r2.Features, f2.Features);
        (weights.Reconstruction * Reconstruction.Loss(p, step.Hdr)
            + weights.Adversarial * adversarial + weights.FeatureMatching * features).backward();
    }
}
