using JsiGan.Protocol.Sweeps;
using JsiGan.Search.Stopping;
using JsiGan.Search.Trials;

namespace JsiGan.Runtime.Sweeps;

/// <summary>A sweep's early stopping, for its scheduler.</summary>
public sealed class RungRule : IRungRule
{
    private readonly IStoppingRule _rule;
    private readonly IReadOnlyList<Objective> _objectives;

    /// <param name="options">The rule.</param>
    /// <param name="objectives">What ranks trials.</param>
    /// <param name="epochs">Epochs of a whole trial.</param>
    public RungRule(StopOptions options, IReadOnlyList<Objective> objectives, int epochs)
    {
        _objectives = objectives;
        _rule = options.Rule switch
        {
            StopRule.Asha => new AshaStopping(options.Reduction),
            StopRule.Median => new MedianStopping(),
            _ => new NoStopping(),
        };
        Rungs = options.Rule == StopRule.None
            ? []
            : [.. new RungLadder(options.Grace, epochs, options.Reduction).Rungs.Select(rung => (int)rung).Where(rung => rung < epochs)];
    }

    public IReadOnlyList<int> Rungs { get; }

    public IReadOnlySet<int> Promoted(int rung, IReadOnlyDictionary<int, IReadOnlyList<double>> values)
    {
        var table = new RungTable(values.Select(each => new RungResult(each.Key, 0, each.Value)), _objectives);
        return values.Keys.Where(trial => _rule.Decide(table, trial) is Verdict.Continue).ToHashSet();
    }
}
