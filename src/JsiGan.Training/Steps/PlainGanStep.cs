using JsiGan.Models;
using JsiGan.Models.Plain;
using JsiGan.Training.Losses;
using JsiGan.Training.Recipes;
using TorchSharp;
using TorchSharp.Modules;

namespace JsiGan.Training.Steps;

/// <summary>
/// Stage 2 of one worker as the paper states it, in library operations alone: an update of both discriminators with P held fixed, then one
/// of the generator against the updated discriminators. The specification of <see cref="GanStep"/>, and what that is measured against.
/// </summary>
/// <param name="generator">JSInet.</param>
/// <param name="first">D1, on images.</param>
/// <param name="second">D2, on their detail layers.</param>
/// <param name="weights">The lambdas of Eq. (13).</param>
/// <param name="learningRate">Adam's rate, for every network.</param>
public sealed class PlainGanStep(
    PlainJsiNet generator, PlainDiscriminator first, PlainDiscriminator second, LossWeights weights, double learningRate) : IDisposable
{
    private readonly Adam _generatorAdam = NewAdam(generator, learningRate);
    private readonly Adam _firstAdam = NewAdam(first, learningRate);
    private readonly Adam _secondAdam = NewAdam(second, learningRate);

    /// <param name="sdr">X, [N, 3, h, w], codes / 255.</param>
    /// <param name="hdr">Y, [N, 3, s h, s w], codes / 1023.</param>
    /// <returns>The losses of <see cref="GanStep.Run"/>; no gradient norms.</returns>
    public StepResult Run(Tensor sdr, Tensor hdr)
    {
        using var scope = NewDisposeScope();
        var own = DiscriminatorBackward(sdr, hdr);
        UpdateDiscriminators();
        var others = GeneratorBackward(sdr, hdr);
        _generatorAdam.step();
        return new StepResult([.. own.Concat(others).Select(loss => (loss.Name, loss.Value.ToDouble()))], []);
    }

    /// <summary>Leaves in the discriminators' parameters the gradients of their own losses, Eq. (10), to which P is a constant.</summary>
    internal IReadOnlyList<(string Name, Tensor Value)> DiscriminatorBackward(Tensor sdr, Tensor hdr)
    {
        Tensor p, pd;
        using (no_grad())
        {
            p = generator.call(sdr);
            pd = GuidedFilter.Detail(p);
        }

        _firstAdam.zero_grad();
        _secondAdam.zero_grad();
        var yd = GuidedFilter.Detail(hdr);
        var d1 = RaHinge.Discriminator(first.call(hdr).Logit, first.call(p).Logit, GlobalMeans.Local);
        var d2 = weights.Detail * RaHinge.Discriminator(second.call(yd).Logit, second.call(pd).Logit, GlobalMeans.Local);
        (d1 + d2).backward();
        return [("d1", d1), ("d2", d2)];
    }

    internal void UpdateDiscriminators()
    {
        _firstAdam.step();
        _secondAdam.step();
    }

    /// <summary>
    /// Leaves in the generator's parameters the gradients of its loss, Eq. (13), and adds those of the discriminators to what their own
    /// losses left.
    /// </summary>
    internal IReadOnlyList<(string Name, Tensor Value)> GeneratorBackward(Tensor sdr, Tensor hdr)
    {
        _generatorAdam.zero_grad();
        var p = generator.call(sdr);
        var (y1, p1) = (first.call(hdr), first.call(p));
        var (y2, p2) = (second.call(GuidedFilter.Detail(hdr)), second.call(GuidedFilter.Detail(p)));
        var rec = Reconstruction.Loss(p, hdr);
        var adv = RaHinge.Generator(y1.Logit, p1.Logit, GlobalMeans.Local);
        var fm = FeatureMatching.Loss(y1.Features, p1.Features);
        var dadv = weights.Detail * RaHinge.Generator(y2.Logit, p2.Logit, GlobalMeans.Local);
        var dfm = weights.Detail * FeatureMatching.Loss(y2.Features, p2.Features);
        var g = weights.Reconstruction * rec + weights.Adversarial * (adv + dadv) + weights.FeatureMatching * (fm + dfm);
        g.backward();
        return [("rec", rec), ("adv", adv), ("fm", fm), ("dadv", dadv), ("dfm", dfm), ("g", g)];
    }

    public void Dispose()
    {
        _generatorAdam.Dispose();
        _firstAdam.Dispose();
        _secondAdam.Dispose();
    }

    private static Adam NewAdam(nn.Module network, double learningRate) =>
        optim.Adam(network.parameters(), learningRate, beta1: 0.9, beta2: 0.999, eps: 1e-8);
}
