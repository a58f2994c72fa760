using JsiGan.Search.Sequences;
using JsiGan.Search.Spaces;
using JsiGan.Search.Trials;

namespace JsiGan.Search.Searchers;

/// <summary>Independent uniform coordinates, a function of the seed and the trial's number.</summary>
public sealed class RandomSearcher(SearchSpace space, long seed) : ISearcher
{
    public Assignment? Next(IReadOnlyList<Observation> history)
    {
        var trials = new TrialHistory(history, objectives: 0);
        var random = new SeededRandom(seed, trials.NextNumber);
        return UntriedAssignments.First(space, trials, _ => [.. Enumerable.Range(0, space.Dimensions).Select(_ => random.NextDouble())]);
    }
}
