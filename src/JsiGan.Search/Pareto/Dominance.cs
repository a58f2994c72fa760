namespace JsiGan.Search.Pareto;

/// <summary>The partial order of vectors of losses (less is better).</summary>
public static class Dominance
{
    /// <summary>Whether <paramref name="left"/> is nowhere greater than <paramref name="right"/> and somewhere less.</summary>
    public static bool Dominates(IReadOnlyList<double> left, IReadOnlyList<double> right)
    {
        var less = false;
        for (var i = 0; i < left.Count; i++)
        {
            if (left[i] > right[i])
                return false;

            less |= left[i] < right[i];
        }

        return less;
    }
}
