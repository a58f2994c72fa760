namespace JsiGan.Search.Pareto;

/// <summary>
/// The volume that vectors of losses dominate below a reference point (Zitzler and Thiele 1999), exactly: by slabs along the last objective
/// for three and more, by a sweep for two.
/// </summary>
public static class Hypervolume
{
    /// <param name="losses">Vectors of losses without NaN; those that are not below the reference add nothing.</param>
    /// <param name="reference">The reference point.</param>
    public static double Of(IReadOnlyList<IReadOnlyList<double>> losses, IReadOnlyList<double> reference)
    {
        var inside = losses.Where(vector => vector.Zip(reference).All(pair => pair.First < pair.Second)).ToList();
        return Of([.. NonDominatedSort.ParetoSet(inside).Select(index => inside[index])], reference, reference.Count);
    }

    private static double Of(List<IReadOnlyList<double>> front, IReadOnlyList<double> reference, int objectives)
    {
        if (front.Count == 0)
            return 0;

        return objectives switch
        {
            1 => reference[0] - front.Min(vector => vector[0]),
            2 => Area(front, reference),
            _ => Slabs(front, reference, objectives),
        };
    }

    private static double Area(List<IReadOnlyList<double>> front, IReadOnlyList<double> reference)
    {
        var (area, ceiling) = (0.0, reference[1]);
        foreach (var vector in front.OrderBy(vector => vector[0]).ThenBy(vector => vector[1]))
        {
            if (vector[1] >= ceiling)
                continue;

            area += (reference[0] - vector[0]) * (ceiling - vector[1]);
            ceiling = vector[1];
        }

        return area;
    }

    private static double Slabs(List<IReadOnlyList<double>> front, IReadOnlyList<double> reference, int objectives)
    {
        var last = objectives - 1;
        double[] cuts = [.. front.Select(vector => vector[last]).Distinct().Order(), reference[last]];
        var volume = 0.0;
        for (var i = 0; i + 1 < cuts.Length; i++)
            volume += (cuts[i + 1] - cuts[i]) * Of([.. front.Where(vector => vector[last] <= cuts[i])], reference, objectives - 1);

        return volume;
    }
}
