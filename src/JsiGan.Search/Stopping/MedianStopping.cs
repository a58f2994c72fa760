namespace JsiGan.Search.Stopping;

/// <summary>
/// The median rule ("Google Vizier", Golovin et al. 2017): a trial stops if more than half of those that reached its rung are better. For
/// several objectives better means a lower non-dominated rank, then a larger crowding distance.
/// </summary>
/// <param name="leastTrials">Trials that must have reached the rung before one is stopped there.</param>
public sealed class MedianStopping(int leastTrials = MedianStopping.DefaultLeastTrials) : IStoppingRule
{
    public const int DefaultLeastTrials = 4;

    public Verdict Decide(RungTable table, int trial) => RankRule.Decide(table, trial, (rung, place, count) =>
        count < leastTrials || 2 * place <= count - 1 ? new Verdict.Continue() : new Verdict.Stop(rung, place + 1, count));
}
