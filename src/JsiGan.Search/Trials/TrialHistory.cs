using JsiGan.Search.Spaces;

namespace JsiGan.Search.Trials;

/// <summary>The trials of a sweep by number, whatever their order was, divided by what a searcher can learn from them.</summary>
public sealed class TrialHistory
{
    private readonly HashSet<Assignment> _seen;

    public TrialHistory(IReadOnlyList<Observation> observations, int objectives)
    {
        All = [.. observations.OrderBy(observation => observation.Number)];
        Measured = [.. All.Where(observation => observation.IsMeasured(objectives))];
        Running = [.. All.Where(observation => observation.State == TrialState.Running)];
        Unusable = [.. All.Where(observation => observation.State != TrialState.Running && !observation.IsMeasured(objectives))];
        _seen = [.. All.Select(observation => observation.Assignment)];
    }

    public IReadOnlyList<Observation> All { get; }

    /// <summary>Ended with finite values.</summary>
    public IReadOnlyList<Observation> Measured { get; }

    /// <summary>Suggested, and not ended.</summary>
    public IReadOnlyList<Observation> Running { get; }

    /// <summary>Failed, or measured as NaN or infinite.</summary>
    public IReadOnlyList<Observation> Unusable { get; }

    /// <summary>The number that the next trial will have.</summary>
    public int NextNumber => All.Count == 0 ? 0 : All[^1].Number + 1;

    /// <summary>Whether a trial has, or had, these values.</summary>
    public bool Has(Assignment assignment) => _seen.Contains(assignment);
}
