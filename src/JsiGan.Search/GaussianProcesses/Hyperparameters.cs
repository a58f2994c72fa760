namespace JsiGan.Search.GaussianProcesses;

/// <summary>Hyperparameters of a Gaussian process of features in [0, 1] and standardised targets.</summary>
/// <param name="LengthScales">One a feature (automatic relevance determination).</param>
/// <param name="Signal">Variance of the function.</param>
/// <param name="Noise">Variance of the measurements' noise.</param>
public sealed record Hyperparameters(IReadOnlyList<double> LengthScales, double Signal, double Noise)
{
    /// <summary>Part of the noise that is always there, for the condition of the covariance matrix.</summary>
    public const double LeastNoise = 1e-6;

    /// <summary>From the logarithms of the length scales, the signal, and the noise above <see cref="LeastNoise"/>.</summary>
    public static Hyperparameters FromLogs(ReadOnlySpan<double> logs)
    {
        var scales = new double[logs.Length - 2];
        for (var d = 0; d < scales.Length; d++)
            scales[d] = Math.Exp(logs[d]);

        return new(scales, Math.Exp(logs[^2]), LeastNoise + Math.Exp(logs[^1]));
    }
}
