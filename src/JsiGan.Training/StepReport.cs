using JsiGan.Training.Distributed;
using JsiGan.Training.Steps;

namespace JsiGan.Training;

/// <summary>What one update measured.</summary>
/// <param name="Result">Losses, outputs of the discriminators, and norms.</param>
/// <param name="LearningRate">Adam's rate of the update.</param>
/// <param name="Times">This worker's times.</param>
/// <param name="Traffic">What this worker all-reduced.</param>
public sealed record StepReport(StepResult Result, double LearningRate, PhaseTimes Times, Traffic Traffic);
