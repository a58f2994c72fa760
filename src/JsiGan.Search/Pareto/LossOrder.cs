namespace JsiGan.Search.Pareto;

/// <summary>
/// Orders vectors of losses: by the loss of a single objective; of several by non-dominated rank, then by crowding distance.
/// </summary>
public static class LossOrder
{
    /// <summary>A key each, less for a better vector.</summary>
    /// <param name="losses">Vectors of one length, without NaN.</param>
    public static (double Rank, double Tie)[] Keys(IReadOnlyList<IReadOnlyList<double>> losses)
    {
        if (losses.Count == 0 || losses[0].Count == 1)
            return [.. losses.Select(vector => (vector[0], 0.0))];

        var ranks = NonDominatedSort.Ranks(losses);
        var keys = new (double, double)[losses.Count];
        foreach (var front in Enumerable.Range(0, losses.Count).GroupBy(index => ranks[index]))
        {
            int[] members = [.. front];
            var distances = CrowdingDistance.Of([.. members.Select(index => losses[index])]);
            for (var i = 0; i < members.Length; i++)
                keys[members[i]] = (front.Key, -distances[i]);
        }

        return keys;
    }

    /// <summary>Indices, best first; equal ones keep their order.</summary>
    /// <param name="losses">Vectors of one length, without NaN.</param>
    public static IReadOnlyList<int> BestFirst(IReadOnlyList<IReadOnlyList<double>> losses)
    {
        var keys = Keys(losses);
        return [.. Enumerable.Range(0, losses.Count).OrderBy(index => keys[index])];
    }
}
