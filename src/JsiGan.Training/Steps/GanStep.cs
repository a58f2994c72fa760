using JsiGan.Models.Generator;
using JsiGan.Training.Distributed;
using JsiGan.Training.Losses;
using JsiGan.Training.Recipes;

namespace JsiGan.Training.Steps;

/// <summary>
/// Stage 2: an update of both discriminators, then one of the generator against the updated discriminators. <see cref="PlainGanStep"/> is
/// the readable specification. P is the same in both halves, so one forward pass of the generator serves both: the gradients of all losses
/// accumulate in a leaf that stands for P, one discriminator after the other, and then run through the generator once. All communication
/// precedes an update, so a worker that loses its peers has either made the update or not.
/// </summary>
public sealed class GanStep(TrainableNetwork<JsiNet> generator, IReadOnlyList<DiscriminatorBranch> branches, LossWeights weights)
{
    private readonly ProcessGroup _group = generator.Gradients.Group;

    /// <summary>Takes the times of the phases; null for none.</summary>
    internal PhaseClock? Clock { get; init; }

    /// <param name="sdr">X, this worker's share of the batch, [N, 3, h, w], codes / 255.</param>
    /// <param name="hdr">Y, [N, 3, s h, s w], codes / 1023.</param>
    /// <param name="learningRate">Adam's rate of this update, for every network.</param>
    public StepResult Run(Tensor sdr, Tensor hdr, double learningRate)
    {
        using var measures = new StepMeasures();
        Update(sdr, hdr, learningRate, measures, discriminatorsUpdated: false, committed: () => { });
        return measures.Read();
    }

    /// <param name="measures">Takes losses, outputs and norms.</param>
    /// <param name="discriminatorsUpdated">The discriminators have been updated on this batch: only the generator's update is left.</param>
    /// <param name="committed">Called after the discriminators' update and after the generator's. An exception before it leaves weights and
    ///     moments unchanged, but not the discriminators' buffers.</param>
    internal void Update(
        Tensor sdr, Tensor hdr, double learningRate, StepMeasures measures, bool discriminatorsUpdated, Action committed)
    {
        using var scope = NewDisposeScope();
        using var reduction = generator.Gradients.Begin();
        using var prediction = generator.Network.call(sdr);
        using var leaf = prediction.detach().requires_grad_();
        if (!discriminatorsUpdated)
        {
            UpdateDiscriminators(hdr, leaf, learningRate, measures);
            committed();
        }

        Clock?.Enter(StepPhase.Forward);
        GeneratorLossBackward(hdr, leaf, measures);
        using (var gradient = leaf.grad!)
            reduction.Backward(prediction, gradient);

        Clock?.Enter(StepPhase.Optimizer);
        measures.AllReduce(_group);
        measures.Update(generator.Name, generator.Optimizer.Step(reduction, learningRate));
        committed();
    }

    private void UpdateDiscriminators(Tensor hdr, Tensor prediction, double learningRate, StepMeasures measures)
    {
        var reductions = branches.Select(branch => DiscriminatorBackward(branch, hdr, prediction, measures)).ToList();
        Clock?.Enter(StepPhase.Optimizer);
        measures.AllReduce(_group);
        reductions.ForEach(reduction => reduction.Wait());
        foreach (var (branch, reduction) in branches.Zip(reductions))
        {
            measures.Update(branch.Discriminator.Name, branch.Discriminator.Optimizer.Step(reduction, learningRate));
            reduction.Dispose();
        }
    }

    /// <summary>Backward pass of weight * L_D (Eq. 10) with P detached.</summary>
    private GradientReduction DiscriminatorBackward(DiscriminatorBranch branch, Tensor hdr, Tensor prediction, StepMeasures measures)
    {
        using var scope = NewDisposeScope();
        Clock?.Enter(StepPhase.Forward);
        var reduction = branch.Discriminator.Gradients.Begin();
        using var real = View(branch, hdr);
        using var fake = View(branch, prediction);
        using var onReal = branch.Discriminator.Network.call(real);
        using var onFake = branch.Discriminator.Network.call(fake);
        var loss = branch.Weight * RaHinge.Discriminator(onReal.Logit, onFake.Logit, _group.Mean);
        measures.Loss(branch.OwnLoss, loss);
        measures.Logit(branch.RealLogit, onReal.Logit);
        measures.Logit(branch.FakeLogit, onFake.Logit);
        Clock?.Enter(StepPhase.Backward);
        reduction.Backward(loss);
        return reduction;
    }

    /// <summary>Backward pass of the generator's loss (Eq. 13) to the prediction.</summary>
    private void GeneratorLossBackward(Tensor hdr, Tensor prediction, StepMeasures measures)
    {
        using var reconstruction = weights.Reconstruction * measures.Loss("rec", Reconstruction.Loss(prediction, hdr));
        Clock?.Enter(StepPhase.Backward);
        _group.Backward(reconstruction);
        var total = branches.Aggregate(
            reconstruction.detach(), (sum, branch) => sum + BranchLossBackward(branch, hdr, prediction, measures));
        measures.Loss("g", total);
    }

    /// <summary>Backward pass of weight * (lambda_adv * L_G + lambda_fm * L_fm) (Eq. 11 and 13) to the prediction.</summary>
    /// <returns>The loss, detached.</returns>
    private Tensor BranchLossBackward(DiscriminatorBranch branch, Tensor hdr, Tensor prediction, StepMeasures measures)
    {
        using var scope = NewDisposeScope();
        Clock?.Enter(StepPhase.Forward);
        using var frozen = new FrozenParameters(branch.Discriminator.Network);
        using var real = View(branch, hdr);
        using var onReal = branch.Discriminator.Network.call(real);
        using var fake = branch.View(prediction);
        using var onFake = branch.Discriminator.Network.call(fake);
        var adversarial = branch.Weight * RaHinge.Generator(onReal.Logit, onFake.Logit, _group.Mean);
        var features = branch.Weight * FeatureMatching.Loss(onReal.Features, onFake.Features);
        measures.Loss(branch.AdversarialLoss, adversarial);
        measures.Loss(branch.FeatureLoss, features);
        var loss = weights.Adversarial * adversarial + weights.FeatureMatching * features;
        Clock?.Enter(StepPhase.Backward);
        _group.Backward(loss);
        return loss.detach().MoveToOuterDisposeScope();
    }

    private static Tensor View(DiscriminatorBranch branch, Tensor image)
    {
        using var off = no_grad();
        return branch.View(image.detach());
    }
}
