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
        var rungs = new Dictionary<int, List<(int Trial, double[] Losses)>>();
        // By number: the places of equal trials must not depend on the order of the results.
        foreach (var result in results.OrderBy(result => result.Trial).ThenBy(result => result.Rung))
        {
            if (!rungs.TryGetValue(result.Rung, out var rung))
                rungs[result.Rung] = rung = [];

            if (rung.Count > 0 && rung[^1].Trial == result.Trial)
                continue;

            rung.Add((result.Trial, Losses(result, objectives)));
            _highest[result.Trial] = result.Rung;
        }

        _rankings = rungs.ToDictionary(rung => rung.Key, rung => new RungRanking(rung.Value));
    }

    /// <summary>Rungs that any trial has reached, ascending.</summary>
    public IEnumerable<int> Rungs => _rankings.Keys.Order();

    /// <summary>Trials with a result.</summary>
    public IEnumerable<int> Trials => _highest.Keys.Order();

    /// <summary>The highest rung that a trial has reached; null: none.</summary>
    public int? RungOf(int trial) => _highest.TryGetValue(trial, out var rung) ? rung : null;

    internal RungRanking Ranking(int rung) => _rankings[rung];

    private static double[] Losses(RungResult result, IReadOnlyList<Objective> objectives)
    {
        var losses = new double[objectives.Count];
        // A trial that measured less than was asked for diverged, too.
        for (var i = 0; i < losses.Length; i++)
            losses[i] = i < result.Values.Count ? objectives[i].Loss(result.Values[i]) : double.NaN;

        return losses;
    }
}
