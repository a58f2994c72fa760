namespace JsiGan.Training;

/// <summary>What one update measured.</summary>
/// <param name="Losses">rec in stage 1; d1, d2, rec, adv, fm, dadv, dfm, g in stage 2 (lambda_d included, the other lambdas only in
///     g).</param>
/// <param name="GradientNorms">L2 norm of the gradients of each updated network.</param>
/// <param name="LearningRate">Adam's rate of the update.</param>
/// <param name="Data">Time spent waiting for the batch.</param>
/// <param name="Compute">Time of everything else.</param>
/// <param name="Communication">Time spent waiting for other workers, beyond what computing hid.</param>
/// <param name="Patches">Patches of the batch.</param>
public sealed record StepReport(
    IReadOnlyList<(string Name, double Value)> Losses,
    IReadOnlyList<(string Network, double Norm)> GradientNorms,
    double LearningRate,
    TimeSpan Data,
    TimeSpan Compute,
    TimeSpan Communication,
    int Patches);
