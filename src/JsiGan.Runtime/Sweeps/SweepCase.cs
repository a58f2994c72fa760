using JsiGan.Search.Searchers;
using JsiGan.Search.Spaces;
using JsiGan.Search.Trials;

namespace JsiGan.Runtime.Sweeps;

/// <summary>A trial that a sweep's file names.</summary>
/// <param name="Name">Its name in tables.</param>
/// <param name="Values">Its parameters.</param>
/// <param name="Published">Objectives to the values that a publication gives; empty for none.</param>
public sealed record SweepCase(string Name, Assignment Values, IReadOnlyDictionary<string, double> Published)
{
    /// <summary>The parameters of some cases: of each key the values that occur.</summary>
    public static IReadOnlyList<Parameter> ParametersOf(IReadOnlyList<SweepCase> cases) =>
    [
        .. cases.SelectMany(each => each.Values).GroupBy(pair => pair.Key)
            .Select(key => new ChoiceParameter(key.Key, [.. key.Select(pair => pair.Value).Distinct()])),
    ];
}

/// <summary>Suggests cases in their order.</summary>
internal sealed class CaseSearcher(IReadOnlyList<SweepCase> cases) : ISearcher
{
    public Assignment? Next(IReadOnlyList<Observation> history) => history.Count < cases.Count ? cases[history.Count].Values : null;
}
