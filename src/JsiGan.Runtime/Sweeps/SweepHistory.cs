using JsiGan.Protocol.Sweeps;
using JsiGan.Search.Trials;

namespace JsiGan.Runtime.Sweeps;

/// <summary>The trials of a scheduler as a searcher sees them.</summary>
public static class SweepHistory
{
    public static IReadOnlyList<Observation> Of(SweepState state) =>
    [
        .. state.Trials.Select(trial => new Observation(
            trial.Number - 1, ParametersText.Read(trial.Parameters), StateOf(trial),
            trial.State == Protocol.Sweeps.TrialState.Active ? [] : trial.At(trial.Epoch) ?? [], Math.Max(1, trial.Epoch))),
    ];

    private static Search.Trials.TrialState StateOf(Trial trial) => trial.State switch
    {
        Protocol.Sweeps.TrialState.Finished => Search.Trials.TrialState.Completed,
        Protocol.Sweeps.TrialState.Paused => Search.Trials.TrialState.Stopped,
        Protocol.Sweeps.TrialState.Failed => Search.Trials.TrialState.Failed,
        _ => Search.Trials.TrialState.Running,
    };
}
