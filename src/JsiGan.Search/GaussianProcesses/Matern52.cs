namespace JsiGan.Search.GaussianProcesses;

/// <summary>
/// The Matern covariance of smoothness 5/2 (Rasmussen and Williams 2006, Eq. 4.17) at a scaled distance r:
/// k(r) = (1 + sqrt(5) r + 5/3 r^2) exp(-sqrt(5) r), r^2 = sum_d (x_d - y_d)^2 / l_d^2.
/// </summary>
internal static class Matern52
{
    private static readonly double Root5 = Math.Sqrt(5);

    /// <param name="squared">r^2.</param>
    public static double Covariance(double squared)
    {
        var r = Root5 * Math.Sqrt(squared);
        return (1 + r + (squared * (5.0 / 3))) * Math.Exp(-r);
    }

    /// <summary>k, and the common factor of its derivatives: dk / d(ln l_d) = Slope * (x_d - y_d)^2 / l_d^2.</summary>
    public static (double Covariance, double Slope) WithSlope(double squared)
    {
        var r = Root5 * Math.Sqrt(squared);
        var exp = Math.Exp(-r);
        return ((1 + r + (squared * (5.0 / 3))) * exp, 5.0 / 3 * (1 + r) * exp);
    }
}
