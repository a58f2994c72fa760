using JsiGan.Models;
using JsiGan.Training.Losses;
using JsiGan.Training.Recipes;
using static TorchSharp.torch;

namespace JsiGan.Training.Steps;

/// <summary>
/// Stage 2: one update of each discriminator, then one of the generator against the updated discriminators. P is the same in both halves, so one
/// forward pass of the generator, with its graph, serves both: the gradients of all losses are gathered on a leaf that stands for P, one
/// discriminator after the other, and then go through the generator once.
/// </summary>
public sealed class GanStep(Trained<JsiNet> generator, IReadOnlyList<Critic> critics, LossWeights weights, GlobalMean mean)
{
    /// <param name="sdr">X, [N, 3, h, w], codes / 255.</param>
    /// <param name="hdr">Y, [N, 3, s h, s w], codes / 1023.</param>
    /// <param name="learningRate">Adam's rate of this update, for every network.</param>
    public StepResult Run(Tensor sdr, Tensor hdr, double learningRate)
    {
        using var scope = NewDisposeScope();
        using var measures = new StepMeasures();
        using var prediction = generator.Network.call(sdr);
        using var leaf = prediction.detach().requires_grad_();
        foreach (var critic in critics)
        {
            UpdateDiscriminator(critic, hdr, leaf, learningRate, measures);
        }

        using var reconstruction = weights.Reconstruction * measures.Loss("rec", Reconstruction.Loss(leaf, hdr, mean));
        reconstruction.backward();
        var total = critics.Aggregate(reconstruction.detach(), (sum, critic) => sum + GatherGradients(critic, hdr, leaf, measures));
        measures.Loss("g", total);

        using var gradient = leaf.grad!;
        prediction.backward([gradient]);
        measures.GradientNorm(generator.Name, generator.Optimizer.Step(learningRate));
        return measures.Read();
    }

    /// <summary>weight * L_D, Eq. (10), with P held fast.</summary>
    private void UpdateDiscriminator(Critic critic, Tensor hdr, Tensor prediction, double learningRate, StepMeasures measures)
    {
        using var scope = NewDisposeScope();
        using var real = View(critic, hdr);
        using var fake = View(critic, prediction);
        using var onReal = critic.Discriminator.Network.call(real);
        using var onFake = critic.Discriminator.Network.call(fake);
        var loss = critic.Weight * RaHinge.Discriminator(onReal.Logit, onFake.Logit, mean);
        measures.Loss(critic.OwnLoss, loss);
        loss.backward();
        measures.GradientNorm(critic.Discriminator.Name, critic.Discriminator.Optimizer.Step(learningRate));
    }

    /// <summary>weight * (lambda_adv * L_G + lambda_fm * L_fm), Eq. (11) and (13): its value, detached; its gradient goes to the prediction.</summary>
    private Tensor GatherGradients(Critic critic, Tensor hdr, Tensor prediction, StepMeasures measures)
    {
        using var scope = NewDisposeScope();
        using var frozen = new FrozenParameters(critic.Discriminator.Network);
        using var real = View(critic, hdr);
        using var onReal = critic.Discriminator.Network.call(real);
        using var fake = critic.View(prediction);
        using var onFake = critic.Discriminator.Network.call(fake);
        var adversarial = critic.Weight * RaHinge.Generator(onReal.Logit, onFake.Logit, mean);
        var features = critic.Weight * FeatureMatching.Loss(onReal.Features, onFake.Features, mean);
        measures.Loss(critic.AdversarialLoss, adversarial);
        measures.Loss(critic.FeatureLoss, features);
        var loss = weights.Adversarial * adversarial + weights.FeatureMatching * features;
        loss.backward();
        return loss.detach().MoveToOuterDisposeScope();
    }

    private static Tensor View(Critic critic, Tensor image)
    {
        using var off = no_grad();
        return critic.View(image.detach());
    }
}
