namespace JsiGan.Training.Recipes;

/// <summary>
/// Weights of stage 2's generator loss (Eq. 13): rec * L_rec + adv * (L_G + detail * L_G_detail) + fm * (L_fm + detail * L_fm_detail).
/// Stage 1 uses the reconstruction loss alone.
/// </summary>
public sealed record LossWeights
{
    [Option("lambda_rec, weight of the mean squared error.", Min = 0, Max = 1e6)]
    public double Reconstruction { get; init; } = 1;

    [Option("lambda_adv, weight of the relativistic hinge losses.", Min = 0, Max = 1e6)]
    public double Adversarial { get; init; } = 1;

    [Option("lambda_fm, weight of the feature-matching losses.", Min = 0, Max = 1e6)]
    public double FeatureMatching { get; init; } = 0.5;

    [Option("lambda_d, weight of all losses of the detail discriminator; 0 trains without it.", Min = 0, Max = 1e6)]
    public double Detail { get; init; } = 0.5;
}
