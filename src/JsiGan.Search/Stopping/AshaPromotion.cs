namespace JsiGan.Search.Stopping;

/// <summary>
/// Asynchronous successive halving (Li et al. 2020, Algorithm 2): every trial pauses at its rung; a free worker takes, from the highest
/// rung down, a trial in the best 1 / eta of its rung that has not been promoted, or else starts a new trial in the lowest rung.
/// </summary>
/// <param name="rungs">Number of rungs; trials in the last one are complete.</param>
/// <param name="reduction">eta, at least 2.</param>
public sealed class AshaPromotion(int rungs, int reduction = RungLadder.DefaultReduction) : IStoppingRule
{
    public Verdict Decide(RungTable table, int trial) => RankRule.Decide(table, trial, (rung, place, count) =>
        rung == rungs - 1 ? new Verdict.Continue() : new Verdict.Pause(rung, place + 1, count));

    /// <summary>The trial to train on; null: none, a new one may start.</summary>
    /// <param name="table">All results.</param>
    /// <param name="unavailable">Trials that are running, and those that failed.</param>
    public Promotion? Next(RungTable table, IReadOnlySet<int> unavailable)
    {
        foreach (var rung in table.Rungs.Where(rung => rung < rungs - 1).Reverse())
        {
            var ranking = table.Ranking(rung);
            foreach (var trial in ranking.BestFirst.Take(ranking.Count / reduction))
            {
                if (table.RungOf(trial) == rung && !unavailable.Contains(trial))
                    return new Promotion(trial, rung + 1);
            }
        }

        return null;
    }
}
