namespace JsiGan.Search.Parzen;

/// <summary>Standard deviations of the kernels of an ordered parameter, in coordinates; the last kernel is the prior, of width 1.</summary>
internal static class KernelWidths
{
    private const double Magnitude = 0.2;
    private const double LeastShare = 100;

    /// <summary>
    /// Several parameters at once: 0.2 n^(-1 / (d + 4)) for n trials and d parameters (Scott's rule, as in BOHB, Falkner et al. 2018).
    /// </summary>
    public static double[] ByCount(int trials, int parameters)
    {
        var widths = new double[trials + 1];
        Array.Fill(widths, Clip(Magnitude * Math.Pow(Math.Max(trials, 1), -1.0 / (parameters + 4)), widths.Length));
        widths[^1] = 1;
        return widths;
    }

    /// <summary>One parameter: the distance to the farther neighbour (Bergstra et al. 2011); at the ends, to the only one.</summary>
    /// <param name="centres">Centres of the kernels, the prior's 0.5 last.</param>
    public static double[] ByNeighbours(double[] centres)
    {
        var order = Enumerable.Range(0, centres.Length).OrderBy(i => centres[i]).ToArray();
        var widths = new double[centres.Length];
        for (var place = 0; place < order.Length; place++)
        {
            var left = place == 0 ? (double?)null : centres[order[place]] - centres[order[place - 1]];
            var right = place == order.Length - 1 ? (double?)null : centres[order[place + 1]] - centres[order[place]];
            widths[order[place]] = Clip(Math.Max(left ?? 0, right ?? 0), centres.Length);
        }

        widths[^1] = 1;
        return widths;
    }

    private static double Clip(double width, int kernels) => Math.Clamp(width, 1 / Math.Min(LeastShare, 1.0 + kernels), 1);
}
