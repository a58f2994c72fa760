using System.Globalization;
using JsiGan.Runtime.Observers;

namespace JsiGan.Cli.Display;

/// <summary>The display of a step.</summary>
/// <param name="Stage">1 (generator alone) or 2 (with the discriminators).</param>
/// <param name="Step">Steps done in the whole run.</param>
/// <param name="TotalSteps">Steps of the whole run.</param>
/// <param name="Losses">Loss terms in the order of the paper's total, by name.</param>
/// <param name="LearningRate">The generator's learning rate of this step.</param>
/// <param name="PatchesPerSecond">Throughput, smoothed over the last steps.</param>
/// <param name="Left">Estimated time to the end, or null when nothing is known yet.</param>
public sealed record StepView(
    int Stage, long Step, long TotalSteps, IReadOnlyList<(string Name, double Value)> Losses, double LearningRate,
    double PatchesPerSecond, TimeSpan? Left)
{
    /// <summary>One line without control characters, for logs and pipes.</summary>
    public string ToLine() =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"stage {Stage} step {Step}/{TotalSteps}  {LossText()}  lr {Humanize.Rate(LearningRate)}  {PatchesPerSecond:F2} patches/s")
        + (Left is { } left ? $"  {Humanize.Duration(left)} left" : "");

    /// <summary>"rec 0.0123 adv 1.99".</summary>
    public string LossText() => string.Join(' ', Losses.Select(loss => $"{loss.Name} {Humanize.Loss(loss.Value)}"));
}

/// <summary>The display of an epoch.</summary>
/// <param name="Stage">1 or 2.</param>
/// <param name="Epoch">1-based within the stage.</param>
/// <param name="Epochs">Epochs of the stage.</param>
/// <param name="Psnr">Mean PSNR of the held-out crops, decibels.</param>
public sealed record EpochView(int Stage, int Epoch, int Epochs, double Psnr)
{
    public string ToLine() => $"stage {Stage} epoch {Epoch}/{Epochs}  validation PSNR {Humanize.Decibels(Psnr)}";
}
