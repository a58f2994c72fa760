using JsiGan.Models;
using JsiGan.Training.Distributed;
using JsiGan.Training.Losses;
using JsiGan.Training.Recipes;
using static TorchSharp.torch;

namespace JsiGan.Training.Steps;

/// <summary>
/// Stage 2: one update of each discriminator, then one of the generator against the updated discriminators. P is the same in both halves,
/// so one forward pass of the generator, with its graph, serves both: the gradients of all losses are gathered on a leaf that stands for
/// P, one discriminator after the other, and then go through the generator once. A network's gradients are summed over the workers segment
/// by segment while its other segments, and the next discriminator, go back. Whatever needs the other workers comes before an update, so
/// that a worker that loses them has made it or not.
/// </summary>
public sealed class GanStep(Trained<JsiNet> generator, IReadOnlyList<Critic> critics, LossWeights weights)
{
    private readonly WorkerGroup _workers = generator.Optimizer.Workers;

    /// <param name="sdr">X, this worker's share of the batch, [N, 3, h, w], codes / 255.</param>
    /// <param name="hdr">Y, [N, 3, s h, s w], codes / 1023.</param>
    /// <param name="learningRate">Adam's rate of this update, for every network.</param>
    public StepResult Run(Tensor sdr, Tensor hdr, double learningRate)
    {
        using var measures = new StepMeasures();
        Update(sdr, hdr, learningRate, measures, judged: false, committed: () => { });
        return measures.Read();
    }

    /// <param name="sdr">See <see cref="Run"/>.</param>
    /// <param name="hdr">See <see cref="Run"/>.</param>
    /// <param name="learningRate">See <see cref="Run"/>.</param>
    /// <param name="measures">Takes losses and gradient norms.</param>
    /// <param name="judged">The discriminators have made their update on this batch: only the generator's is left.</param>
    /// <param name="committed">Called after the discriminators' update and after the generator's. What is thrown before leaves nothing
    ///     changed but what forward passes renew in the discriminators.</param>
    internal void Update(Tensor sdr, Tensor hdr, double learningRate, StepMeasures measures, bool judged, Action committed)
    {
        using var scope = NewDisposeScope();
        generator.Optimizer.BeginPass();
        using var prediction = generator.Network.call(sdr);
        using var leaf = prediction.detach().requires_grad_();
        if (!judged)
        {
            UpdateDiscriminators(hdr, leaf, learningRate, measures);
            committed();
        }

        UpdateGenerator(prediction, hdr, leaf, learningRate, measures);
        committed();
    }

    private void UpdateDiscriminators(Tensor hdr, Tensor leaf, double learningRate, StepMeasures measures)
    {
        foreach (var critic in critics)
        {
            JudgeBothImages(critic, hdr, leaf, measures);
        }

        measures.Sum(_workers);
        var discriminators = critics.Select(critic => critic.Discriminator).ToList();
        discriminators.ForEach(discriminator => discriminator.Optimizer.EndSum());
        foreach (var discriminator in discriminators)
        {
            measures.GradientNorm(discriminator.Name, discriminator.Optimizer.Step(learningRate));
        }
    }

    private void UpdateGenerator(Tensor prediction, Tensor hdr, Tensor leaf, double learningRate, StepMeasures measures)
    {
        using var reconstruction = weights.Reconstruction * measures.Loss("rec", Reconstruction.Loss(leaf, hdr));
        _workers.Backward(reconstruction);
        var total = critics.Aggregate(reconstruction.detach(), (sum, critic) => sum + GatherGradients(critic, hdr, leaf, measures));
        measures.Loss("g", total);

        using var gradient = leaf.grad!;
        generator.Optimizer.Backward(generator.Name, () => prediction.backward([gradient]));
        measures.Sum(_workers);
        generator.Optimizer.EndSum();
        measures.GradientNorm(generator.Name, generator.Optimizer.Step(learningRate));
    }

    /// <summary>Gives the discriminator its gradient: that of weight * L_D, Eq. (10), with P held fast.</summary>
    private void JudgeBothImages(Critic critic, Tensor hdr, Tensor prediction, StepMeasures measures)
    {
        using var scope = NewDisposeScope();
        critic.Discriminator.Optimizer.BeginPass();
        using var real = View(critic, hdr);
        using var fake = View(critic, prediction);
        using var onReal = critic.Discriminator.Network.call(real);
        using var onFake = critic.Discriminator.Network.call(fake);
        var loss = critic.Weight * RaHinge.Discriminator(onReal.Logit, onFake.Logit, _workers.Mean);
        measures.Loss(critic.OwnLoss, loss);
        critic.Discriminator.Optimizer.Backward(critic.Discriminator.Name, () => _workers.Backward(loss));
    }

    /// <summary>
    /// weight * (lambda_adv * L_G + lambda_fm * L_fm), Eq. (11) and (13): its value, detached; its gradient goes to the prediction.
    /// </summary>
    private Tensor GatherGradients(Critic critic, Tensor hdr, Tensor prediction, StepMeasures measures)
    {
        using var scope = NewDisposeScope();
        using var frozen = new FrozenParameters(critic.Discriminator.Network);
        using var real = View(critic, hdr);
        using var onReal = critic.Discriminator.Network.call(real);
        using var fake = critic.View(prediction);
        using var onFake = critic.Discriminator.Network.call(fake);
        var adversarial = critic.Weight * RaHinge.Generator(onReal.Logit, onFake.Logit, _workers.Mean);
        var features = critic.Weight * FeatureMatching.Loss(onReal.Features, onFake.Features);
        measures.Loss(critic.AdversarialLoss, adversarial);
        measures.Loss(critic.FeatureLoss, features);
        var loss = weights.Adversarial * adversarial + weights.FeatureMatching * features;
        _workers.Backward(loss);
        return loss.detach().MoveToOuterDisposeScope();
    }

    private static Tensor View(Critic critic, Tensor image)
    {
        using var off = no_grad();
        return critic.View(image.detach());
    }
}
