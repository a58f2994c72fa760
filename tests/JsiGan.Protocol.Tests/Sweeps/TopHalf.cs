using JsiGan.Protocol.Sweeps;

namespace JsiGan.Protocol.Tests.Sweeps;

/// <summary>Promotes the better half of a rung by the first objective, at least one trial.</summary>
internal sealed class TopHalf(params int[] rungs) : IRungRule
{
    public IReadOnlyList<int> Rungs => rungs;

    public IReadOnlySet<int> Promoted(int rung, IReadOnlyDictionary<int, IReadOnlyList<double>> values) => values.Keys.Where(trial =>
        values.Count(other => other.Value[0] > values[trial][0]) < Math.Max(1, values.Count / 2)).ToHashSet();
}
