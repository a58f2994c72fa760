using JsiGan.Runtime.Files;
using JsiGan.Training.Schedules;

namespace JsiGan.Runtime.Runs;

/// <summary>The result of a training run.</summary>
/// <param name="Folder">The run.</param>
/// <param name="Position">The position of its checkpoint.</param>
/// <param name="Comparison">Scores of the result and of the baselines; null when the user stopped the run, or wanted none.</param>
/// <param name="Crops">Held-out crops that were scored.</param>
/// <param name="HasPreview">Whether the pictures of the result were written.</param>
/// <param name="Clips">The clips that it trained on; null if it trained on a store of several.</param>
/// <param name="Elapsed">Time from the start of the command.</param>
public sealed record TrainingOutcome(
    RunFolder Folder, TrainingPosition Position, Comparison? Comparison, int Crops, bool HasPreview, ClipPair? Clips, TimeSpan Elapsed)
{
    /// <summary>Whether all steps are done.</summary>
    public bool IsComplete => Position.GlobalStep == Position.TotalSteps;
}
