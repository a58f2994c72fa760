using JsiGan.Search.Spaces;

namespace JsiGan.Search.Trials;

/// <summary>What a searcher sees of a trial.</summary>
/// <param name="Number">Number of the trial, from 0, unique in a sweep.</param>
/// <param name="Assignment">Its values.</param>
/// <param name="State">What became of it.</param>
/// <param name="Values">A value an objective, in their order and units; empty if nothing was measured. NaN counts as failed.</param>
/// <param name="Budget">Epochs, or another measure of effort, after which the values were measured. Default 1.</param>
public sealed record Observation(
    int Number, Assignment Assignment, TrialState State, IReadOnlyList<double> Values, double Budget = 1)
{
    /// <summary>Whether the trial has ended with a finite value for each of <paramref name="objectives"/> objectives.</summary>
    public bool IsMeasured(int objectives) =>
        State is TrialState.Completed or TrialState.Stopped && Values.Count == objectives && Values.All(double.IsFinite);
}
