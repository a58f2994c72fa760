namespace JsiGan.Search.Parzen;

/// <summary>Weights of the kernels, which sum to 1: the newest 25 trials and the prior count fully, older ones linearly less.</summary>
internal static class KernelWeights
{
    private const int Full = 25;

    /// <summary>A weight a trial, by number, and last the prior's.</summary>
    public static double[] Of(int trials)
    {
        var weights = new double[trials + 1];
        Array.Fill(weights, 1);
        var old = trials - Full;
        for (var i = 0; i < old; i++)
            weights[i] = old == 1 ? 1.0 / trials : double.Lerp(1.0 / trials, 1, (double)i / (old - 1));

        var sum = weights.Sum();
        return Array.ConvertAll(weights, weight => weight / sum);
    }
}
