namespace JsiGan.Search.Pareto;

/// <summary>An axis-parallel box of losses; lower bounds may be minus infinity.</summary>
public sealed record Box(IReadOnlyList<double> Low, IReadOnlyList<double> High);

/// <summary>
/// What is still to be gained: the losses below a reference point that no vector of a front dominates, as disjoint boxes. Exact for any
/// number of objectives: the region is cut at the front's values of the last objective, and each slab has the decomposition, with one
/// objective less, of the vectors at or below it. With n vectors and m objectives there are O(n^(m-1)) boxes: n + 1 for two.
/// </summary>
public static class BoxDecomposition
{
    /// <param name="losses">Vectors of losses without NaN; dominated ones, and those not below the reference, change nothing.</param>
    /// <param name="reference">The reference point.</param>
    public static IReadOnlyList<Box> Undominated(IReadOnlyList<IReadOnlyList<double>> losses, IReadOnlyList<double> reference)
    {
        var boxes = new List<Box>();
        var inside = losses.Where(vector => vector.Zip(reference).All(pair => pair.First < pair.Second)).ToList();
        Cut([.. NonDominatedSort.ParetoSet(inside).Select(index => inside[index])], reference, reference.Count - 1, [], [], boxes);
        return boxes;
    }

    private static void Cut(
        List<IReadOnlyList<double>> front, IReadOnlyList<double> reference, int objective, double[] low, double[] high, List<Box> boxes)
    {
        if (objective == 0)
        {
            // Above the least loss everything is dominated.
            var least = front.Count == 0 ? reference[0] : front.Min(vector => vector[0]);
            boxes.Add(new Box([double.NegativeInfinity, .. low], [least, .. high]));
            return;
        }

        double[] cuts = [double.NegativeInfinity, .. front.Select(vector => vector[objective]).Distinct().Order(), reference[objective]];
        for (var i = 0; i + 1 < cuts.Length; i++)
        {
            var below = front.Where(vector => vector[objective] <= cuts[i]).ToList();
            Cut(below, reference, objective - 1, [cuts[i], .. low], [cuts[i + 1], .. high], boxes);
        }
    }
}
