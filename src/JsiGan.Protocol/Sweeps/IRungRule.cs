namespace JsiGan.Protocol.Sweeps;

/// <summary>Decides at certain epochs which trials go on. A pure function of the values that it is given.</summary>
public interface IRungRule
{
    /// <summary>Epochs at which trials are compared, ascending; none to let every trial finish.</summary>
    IReadOnlyList<int> Rungs { get; }

    /// <summary>The trials that go on beyond a rung.</summary>
    /// <param name="rung">The rung, in epochs.</param>
    /// <param name="values">Objectives of all trials that have reached the rung, by trial; NaN is worst.</param>
    IReadOnlySet<int> Promoted(int rung, IReadOnlyDictionary<int, IReadOnlyList<double>> values);
}
