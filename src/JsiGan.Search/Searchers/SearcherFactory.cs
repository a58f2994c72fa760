using JsiGan.Search.Spaces;
using JsiGan.Search.Trials;

namespace JsiGan.Search.Searchers;

/// <summary>Makes the searcher of a sweep.</summary>
public static class SearcherFactory
{
    /// <summary>Trials up to which <see cref="SearcherKind.Automatic"/> uses no model.</summary>
    public const int MostTrialsWithoutModel = 4;

    /// <param name="kind">Which searcher.</param>
    /// <param name="space">The space.</param>
    /// <param name="objectives">What to optimise; at least one.</param>
    /// <param name="seed">Seed of all its random numbers.</param>
    /// <param name="trials">Trials that the sweep will have; null: not limited by number.</param>
    public static ISearcher Create(
        SearcherKind kind, SearchSpace space, IReadOnlyList<Objective> objectives, long seed, int? trials = null)
    {
        ArgumentOutOfRangeException.ThrowIfZero(objectives.Count, nameof(objectives));
        return Resolve(kind, trials) switch
        {
            SearcherKind.Grid => new GridSearcher(space),
            SearcherKind.Random => new RandomSearcher(space, seed),
            SearcherKind.Sobol => new SobolSearcher(space, seed),
            SearcherKind.Tpe => new TpeSearcher(space, objectives, seed),
            SearcherKind.GaussianProcess => new GaussianProcessSearcher(space, objectives, seed, GaussianProcessOptions.For(trials)),
            _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "No such searcher."),
        };
    }

    /// <summary>The searcher that <see cref="SearcherKind.Automatic"/> stands for.</summary>
    public static SearcherKind Resolve(SearcherKind kind, int? trials) => kind != SearcherKind.Automatic
        ? kind
        : trials <= MostTrialsWithoutModel ? SearcherKind.Sobol : SearcherKind.GaussianProcess;
}
