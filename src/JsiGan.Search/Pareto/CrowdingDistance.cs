namespace JsiGan.Search.Pareto;

/// <summary>
/// How far a vector's neighbours are within its front (Deb et al. 2002): the sum over the objectives of the distance between the next
/// smaller and the next greater loss, as a share of the front's range; infinite at the ends.
/// </summary>
public static class CrowdingDistance
{
    /// <param name="front">Vectors of losses of one length, without NaN.</param>
    public static double[] Of(IReadOnlyList<IReadOnlyList<double>> front)
    {
        var distances = new double[front.Count];
        for (var objective = 0; front.Count > 0 && objective < front[0].Count; objective++)
        {
            var order = Enumerable.Range(0, front.Count).OrderBy(index => front[index][objective]).ToArray();
            var range = front[order[^1]][objective] - front[order[0]][objective];
            distances[order[0]] = distances[order[^1]] = double.PositiveInfinity;
            for (var i = 1; i < order.Length - 1 && range > 0; i++)
                distances[order[i]] += (front[order[i + 1]][objective] - front[order[i - 1]][objective]) / range;
        }

        return distances;
    }
}
