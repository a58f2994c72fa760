namespace JsiGan.Search.Pareto;

/// <summary>
/// Ranks of vectors of losses (less is better): rank 0 are those that no other dominates, rank 1 those that only rank 0 dominates, and so
/// on (Deb et al., "A fast and elitist multiobjective genetic algorithm: NSGA-II", 2002).
/// </summary>
/// <remarks>
/// Vectors are taken in lexicographic order, in which none dominates an earlier one. Each goes to the first front of which no member
/// dominates it, found by bisection (Zhang et al., "An efficient approach to nondominated sorting", 2015); with two objectives only a
/// front's last member need be compared, so that n vectors take O(n log n).
/// </remarks>
public static class NonDominatedSort
{
    /// <param name="losses">Vectors of one length, without NaN.</param>
    /// <returns>A rank each, from 0.</returns>
    public static int[] Ranks(IReadOnlyList<IReadOnlyList<double>> losses)
    {
        var ranks = new int[losses.Count];
        var fronts = new List<List<int>>();
        foreach (var index in Enumerable.Range(0, losses.Count).Order(Comparer<int>.Create((a, b) => Compare(losses[a], losses[b], a, b))))
        {
            var (low, high) = (0, fronts.Count);
            while (low < high)
            {
                var middle = (low + high) / 2;
                if (IsDominated(losses[index], fronts[middle], losses))
                    low = middle + 1;
                else
                    high = middle;
            }

            if (low == fronts.Count)
                fronts.Add([]);

            fronts[low].Add(index);
            ranks[index] = low;
        }

        return ranks;
    }

    /// <summary>Indices of the vectors that no other dominates, in their order.</summary>
    public static IReadOnlyList<int> ParetoSet(IReadOnlyList<IReadOnlyList<double>> losses)
    {
        var ranks = Ranks(losses);
        return [.. Enumerable.Range(0, ranks.Length).Where(index => ranks[index] == 0)];
    }

    private static bool IsDominated(IReadOnlyList<double> vector, List<int> front, IReadOnlyList<IReadOnlyList<double>> losses)
    {
        // The last member has the least second loss of its front: all members came in order of the first.
        if (vector.Count <= 2)
            return Dominance.Dominates(losses[front[^1]], vector);

        for (var i = front.Count - 1; i >= 0; i--)
        {
            if (Dominance.Dominates(losses[front[i]], vector))
                return true;
        }

        return false;
    }

    private static int Compare(IReadOnlyList<double> left, IReadOnlyList<double> right, int leftIndex, int rightIndex)
    {
        for (var i = 0; i < left.Count; i++)
        {
            var order = left[i].CompareTo(right[i]);
            if (order != 0)
                return order;
        }

        return leftIndex.CompareTo(rightIndex);
    }
}
