namespace JsiGan.Search.Stopping;

/// <summary>Decides, from what all trials measured, whether a trial is worth training on. Pure: a table gives one verdict.</summary>
public interface IStoppingRule
{
    /// <summary>The verdict on a trial at the highest rung that it has reached.</summary>
    /// <exception cref="ArgumentException">It has reached none.</exception>
    Verdict Decide(RungTable table, int trial);
}
