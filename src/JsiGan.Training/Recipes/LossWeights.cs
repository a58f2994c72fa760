namespace JsiGan.Training.Recipes;

/// <summary>
/// Weights of stage 2's generator loss: rec * L_rec + adv * (L_G + detail * L_G_detail) + fm * (L_fm + detail * L_fm_detail). Stage 1 knows
/// the reconstruction loss alone.
/// </summary>
public sealed record LossWeights
{
    /// <summary>lambda_rec, on the mean squared error. Default 1; 0 to 1000000.</summary>
    public double Reconstruction { get; init; } = 1;

    /// <summary>lambda_adv, on the relativistic hinge losses. Default 1; 0 to 1000000.</summary>
    public double Adversarial { get; init; } = 1;

    /// <summary>lambda_fm, on the feature-matching losses. Default 0.5; 0 to 1000000.</summary>
    public double FeatureMatching { get; init; } = 0.5;

    /// <summary>lambda_d, on everything of the detail discriminator; 0 trains without it. Default 0.5; 0 to 1000000.</summary>
    public double Detail { get; init; } = 0.5;
}
