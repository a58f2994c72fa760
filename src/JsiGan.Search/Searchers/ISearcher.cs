using JsiGan.Search.Spaces;
using JsiGan.Search.Trials;

namespace JsiGan.Search.Searchers;

/// <summary>
/// Suggests trials. A searcher holds no state: the same history, in any order, gives the same suggestion in any process, so that a sweep
/// continues where it was cut.
/// </summary>
public interface ISearcher
{
    /// <summary>The values of the next trial: never those of a trial in the history; null when the space has no others.</summary>
    /// <param name="history">All trials so far, running ones included.</param>
    Assignment? Next(IReadOnlyList<Observation> history);
}
