using JsiGan.Search.GaussianProcesses;

namespace JsiGan.Search.Acquisition;

/// <summary>
/// The logarithm of the expected improvement over a best loss (Jones et al. 1998), which still has a slope where the improvement underflows
/// ("Unexpected improvements to expected improvement for Bayesian optimization", Ament et al. 2023):
/// log E[max(best - f, 0)] = log s + log(density(z) + z distribution(z)), z = (best - m) / s.
/// </summary>
/// <param name="process">Posterior of the loss.</param>
/// <param name="best">The loss to improve on, in the process's units.</param>
public sealed class ExpectedImprovement(GaussianProcess process, double best) : IAcquisition
{
    public double Score(ReadOnlySpan<double> features)
    {
        var (mean, variance) = process.Predict(features);
        return Log(mean, Math.Sqrt(variance), best);
    }

    /// <summary>The logarithm of the expected improvement of a normal loss.</summary>
    public static double Log(double mean, double deviation, double best) =>
        Math.Log(deviation) + NormalMoments.LogShortfall((best - mean) / deviation);
}
