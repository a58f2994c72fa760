namespace JsiGan.Training.Steps;

/// <summary>What one optimizer update measured.</summary>
/// <param name="Losses">Loss terms in the order of the step: d1, d2, rec, adv, fm, dadv, dfm, g in stage 2; rec alone in stage 1.</param>
/// <param name="GradientNorms">L2 norm of the gradients that each network was updated with.</param>
public sealed record StepResult(IReadOnlyList<(string Name, double Value)> Losses,
    IReadOnlyList<(string Network, double Norm)> GradientNorms);
