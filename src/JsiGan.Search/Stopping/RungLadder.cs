namespace JsiGan.Search.Stopping;

/// <summary>The budgets at which trials are compared: the grace, then each <paramref name="Reduction"/> times the one before.</summary>
/// <param name="Grace">Budget before which no trial is stopped, in the unit of the sweep (epochs).</param>
/// <param name="Reduction">eta of ASHA, at least 2. Default 4.</param>
/// <param name="Budget">Budget of a whole trial, the last rung.</param>
public sealed record RungLadder(double Grace, double Budget, int Reduction = RungLadder.DefaultReduction)
{
    public const int DefaultReduction = 4;

    /// <summary>Budgets of the rungs, ascending.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The grace is not above 0, or the reduction below 2.</exception>
    public IReadOnlyList<double> Rungs { get; } = Build(Grace, Budget, Reduction);

    private static List<double> Build(double grace, double budget, int reduction)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(grace);
        ArgumentOutOfRangeException.ThrowIfLessThan(reduction, 2);
        var rungs = new List<double>();
        for (var rung = grace; rung < budget; rung *= reduction)
            rungs.Add(rung);

        rungs.Add(budget);
        return rungs;
    }
}
