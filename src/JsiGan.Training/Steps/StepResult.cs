namespace JsiGan.Training.Steps;

/// <summary>What one optimizer update measured.</summary>
/// <param name="Losses">Loss terms in the order of the step: d1, d2, rec, adv, fm, dadv, dfm, g in stage 2; rec alone in stage 1.</param>
/// <param name="GradientNorms">L2 norm of the gradients that each network was updated with.</param>
public sealed record StepResult(
    IReadOnlyList<(string Name, double Value)> Losses, IReadOnlyList<(string Network, double Norm)> GradientNorms)
{
    /// <summary>Each discriminator's mean output on real images and on predictions: d1-real, d1-fake, d2-real, d2-fake.</summary>
    public IReadOnlyList<(string Name, double Value)> Logits { get; init; } = [];

    /// <summary>L2 norm of each network's weights after its update.</summary>
    public IReadOnlyList<(string Network, double Norm)> WeightNorms { get; init; } = [];

    /// <summary>L2 norm of each network's update over that of its weights.</summary>
    public IReadOnlyList<(string Network, double Ratio)> UpdateRatios { get; init; } = [];

    /// <summary>The first value that is infinite or not a number, and its name; null if all are finite.</summary>
    public (string What, double Value)? FindNonFinite() => Losses.Select(loss => ($"loss {loss.Name}", loss.Value))
        .Concat(GradientNorms.Select(norm => ($"gradient norm of the {norm.Network}", norm.Norm)))
        .Cast<(string, double Value)?>().FirstOrDefault(pair => !double.IsFinite(pair!.Value.Value));
}
