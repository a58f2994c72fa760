namespace JsiGan.Search.GaussianProcesses;

/// <summary>
/// Log-normal priors of the hyperparameters. Length scales grow with the square root of the number of features, as distances in the unit
/// cube do ("Vanilla Bayesian optimization performs great in high dimensions", Hvarfner et al. 2024).
/// </summary>
internal sealed class HyperPrior(int features)
{
    private const double LengthDeviation = 1;
    private const double SignalDeviation = 1;
    private const double NoiseMean = -8;
    private const double NoiseDeviation = 2.5;

    private readonly double _lengthMean = Math.Log(0.25 * Math.Sqrt(features));

    /// <summary>Mean of the logarithm of a hyperparameter, in the order of <see cref="Hyperparameters.FromLogs"/>.</summary>
    public double Mean(int index) => index < features ? _lengthMean : index == features ? 0 : NoiseMean;

    public double Deviation(int index) =>
        index < features ? LengthDeviation : index == features ? SignalDeviation : NoiseDeviation;

    /// <summary>Log density of the logarithms, without its constant; adds its gradient.</summary>
    public double LogDensity(ReadOnlySpan<double> logs, Span<double> gradient)
    {
        var sum = 0.0;
        for (var i = 0; i < logs.Length; i++)
        {
            var z = (logs[i] - Mean(i)) / Deviation(i);
            sum -= z * z / 2;
            gradient[i] -= z / Deviation(i);
        }

        return sum;
    }
}
