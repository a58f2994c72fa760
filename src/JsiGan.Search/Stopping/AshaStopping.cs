namespace JsiGan.Search.Stopping;

/// <summary>
/// Asynchronous successive halving without pauses, as in Ray Tune (the algorithm: "A system for massively parallel hyperparameter tuning",
/// Li et al. 2020): a trial trains on if it is in the best 1 / eta of all that have reached its rung so far, or the best.
/// </summary>
/// <param name="reduction">eta, at least 2.</param>
public sealed class AshaStopping(int reduction = RungLadder.DefaultReduction) : IStoppingRule
{
    public Verdict Decide(RungTable table, int trial) => RankRule.Decide(table, trial, (rung, place, count) =>
        place < Math.Max(1, count / reduction) ? new Verdict.Continue() : new Verdict.Stop(rung, place + 1, count));
}
