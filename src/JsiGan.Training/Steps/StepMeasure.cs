namespace JsiGan.Training.Steps;

/// <summary>A scalar that a step measures.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Name">Of the loss term, of the discriminator's input (d1-real, d1-fake), or of the network.</param>
internal readonly record struct StepMeasure(StepMeasureKind Kind, string Name)
{
    /// <summary>Whether the workers' values have to be averaged; norms are of gradients and weights that all have.</summary>
    public bool IsMeanOverSamples => Kind is StepMeasureKind.Loss or StepMeasureKind.Logit;

    /// <summary>What a discriminators' update measures, in its order.</summary>
    public static IEnumerable<StepMeasure> OfDiscriminators(IReadOnlyList<DiscriminatorBranch> branches) =>
        branches.SelectMany(branch => (StepMeasure[])
        [
            new(StepMeasureKind.Loss, branch.OwnLoss), new(StepMeasureKind.Logit, branch.RealLogit),
            new(StepMeasureKind.Logit, branch.FakeLogit),
        ]).Concat(branches.SelectMany(branch => (StepMeasure[])
        [
            new(StepMeasureKind.GradientNorm, branch.Discriminator.Name), new(StepMeasureKind.WeightNorm, branch.Discriminator.Name),
            new(StepMeasureKind.UpdateRatio, branch.Discriminator.Name),
        ]));
}

/// <summary>What a step measures.</summary>
internal enum StepMeasureKind
{
    Loss,
    Logit,
    GradientNorm,
    WeightNorm,
    UpdateRatio,
}
