namespace JsiGan.Search.Pareto;

/// <summary>
/// The order of vectors of losses: by the loss of a single objective; of several by non-dominated rank, then by crowding distance, greatest
/// first.
/// </summary>
public sealed class LossOrder
{
    private readonly int[] _bestFirst;
    private readonly int[] _places;

    /// <param name="losses">Vectors of one length, without NaN.</param>
    public LossOrder(IReadOnlyList<IReadOnlyList<double>> losses)
    {
        (_bestFirst, _places) = (new int[losses.Count], new int[losses.Count]);
        if (losses.Count == 0)
            return;

        int[] all = [.. Enumerable.Range(0, losses.Count)];
        if (losses[0].Count == 1)
        {
            Add(all, Array.ConvertAll(all, index => losses[index][0]), 0);
            return;
        }

        var (ranks, start) = (NonDominatedSort.Ranks(losses), 0);
        foreach (var front in all.GroupBy(index => ranks[index]).OrderBy(front => front.Key))
        {
            int[] members = [.. front];
            var distances = CrowdingDistance.Of(Array.ConvertAll(members, index => losses[index]));
            Add(members, Array.ConvertAll(distances, distance => -distance), start);
            start += members.Length;
        }
    }

    /// <summary>Indices of the vectors, best first; equal ones in their order.</summary>
    public IReadOnlyList<int> BestFirst => _bestFirst;

    /// <summary>How many vectors are better than each; equal ones share a place.</summary>
    public IReadOnlyList<int> Places => _places;

    /// <summary>Places the vectors <paramref name="indices"/>, ascending, by their keys, from <paramref name="start"/> on.</summary>
    private void Add(int[] indices, double[] keys, int start)
    {
        Array.Sort(keys, indices);
        for (var first = 0; first < keys.Length;)
        {
            var end = first + 1;
            while (end < keys.Length && keys[end] == keys[first])
                end++;

            // The sort is not stable.
            Array.Sort(indices, first, end - first);
            for (var i = first; i < end; i++)
                (_bestFirst[start + i], _places[indices[i]]) = (indices[i], start + first);

            first = end;
        }
    }
}
