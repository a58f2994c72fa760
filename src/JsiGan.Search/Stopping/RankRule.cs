namespace JsiGan.Search.Stopping;

/// <summary>What rules by place within the rung have in common.</summary>
internal static class RankRule
{
    /// <summary>Judges a trial at its highest rung by its place, from 0, among the trials that reached the rung.</summary>
    public static Verdict Decide(RungTable table, int trial, Func<int, int, int, Verdict> judge)
    {
        var rung = table.RungOf(trial) ?? throw new ArgumentException($"Trial {trial} has reached no rung.", nameof(trial));
        var ranking = table.Ranking(rung);
        return ranking.IsDiverged(trial) ? new Verdict.StopDiverged(rung) : judge(rung, ranking.Place(trial), ranking.Count);
    }
}
