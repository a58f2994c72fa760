using JsiGan.Search.Sequences;
using JsiGan.Search.Spaces;
using JsiGan.Search.Trials;

namespace JsiGan.Search.Searchers;

/// <summary>Points of a scrambled Sobol sequence, by the trial's number: they cover the space more evenly than random ones.</summary>
public sealed class SobolSearcher(SearchSpace space, long seed) : ISearcher
{
    private readonly SobolSequence _sequence = new(space.Dimensions, seed);

    public Assignment? Next(IReadOnlyList<Observation> history)
    {
        var trials = new TrialHistory(history, objectives: 0);
        return UntriedAssignments.First(space, trials, attempt => _sequence.Point((uint)(trials.NextNumber + attempt)));
    }
}
