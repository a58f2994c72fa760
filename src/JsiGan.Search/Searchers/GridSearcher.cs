using JsiGan.Search.Spaces;
using JsiGan.Search.Trials;

namespace JsiGan.Search.Searchers;

/// <summary>Every combination of values, the last parameter varying fastest.</summary>
/// <param name="space">The space.</param>
/// <param name="levels">Values of a range, spread evenly; lists are taken whole.</param>
public sealed class GridSearcher(SearchSpace space, int levels = GridSearcher.DefaultLevels) : ISearcher
{
    public const int DefaultLevels = 5;

    public Assignment? Next(IReadOnlyList<Observation> history)
    {
        var trials = new TrialHistory(history, objectives: 0);
        return space.Grid(levels).FirstOrDefault(assignment => !trials.Has(assignment));
    }
}
