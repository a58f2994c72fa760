namespace JsiGan.Search.Stopping;

/// <summary>Only stops trials that diverged.</summary>
public sealed class NoStopping : IStoppingRule
{
    public Verdict Decide(RungTable table, int trial) => RankRule.Decide(table, trial, (_, _, _) => new Verdict.Continue());
}
