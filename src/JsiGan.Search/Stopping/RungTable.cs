using JsiGan.Search.Trials;

namespace JsiGan.Search.Stopping;

/// <summary>What all trials measured at all rungs, ranked by <see cref="Pareto.LossOrder"/>.</summary>
public sealed class RungTable
{
    private readonly Dictionary<int, RungRanking> _rankings;
    private readonly Dictionary<int, int> _highest = [];

    /// <param name="results">Results in any order; of a trial and rung repeated, the first counts.</param>
    /// <param name="objectives">The objectives, in the order of the values.</param>
    public RungTable(IEnumerable<RungResult> results, IReadOnlyList<Objective> objectives)
    {
        var distinct = results.DistinctBy(result => (result.Trial, result.Rung)).OrderBy(result => result.Trial).ToList();
        double[] Losses(RungResult result) => [.. objectives.Zip(result.Values, (objective, value) => objective.Loss(value))];

        _rankings = distinct.GroupBy(result => result.Rung)
            .ToDictionary(rung => rung.Key, rung => new RungRanking([.. rung.Select(result => (result.Trial, Losses(result)))]));
        foreach (var result in distinct)
            _highest[result.Trial] = Math.Max(result.Rung, _highest.GetValueOrDefault(result.Trial));
    }

    /// <summary>Rungs that a trial has reached, ascending.</summary>
    public IEnumerable<int> Rungs => _rankings.Keys.Order();

    /// <summary>Trials with a result.</summary>
    public IEnumerable<int> Trials => _highest.Keys.Order();

    /// <summary>The highest rung that a trial has reached; null: none.</summary>
    public int? RungOf(int trial) => _highest.TryGetValue(trial, out var rung) ? rung : null;

    internal RungRanking Ranking(int rung) => _rankings[rung];
}
