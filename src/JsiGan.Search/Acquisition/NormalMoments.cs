using MathNet.Numerics;

namespace JsiGan.Search.Acquisition;

/// <summary>Expectations of the standard normal distribution, accurate in the tails.</summary>
internal static class NormalMoments
{
    private const int Terms = 40;
    private const double Tail = -5;
    private static readonly double RootTwo = Math.Sqrt(2);
    private static readonly double LogRootTwoPi = 0.5 * Math.Log(2 * Math.PI);

    public static double Density(double z) => Math.Exp((-0.5 * z * z) - LogRootTwoPi);

    /// <summary>P(Z &lt; z).</summary>
    public static double Distribution(double z) => 0.5 * SpecialFunctions.Erfc(-z / RootTwo);

    /// <summary>E[max(z - Z, 0)] = density(z) + z distribution(z).</summary>
    public static double Shortfall(double z) => z < Tail ? Math.Exp(LogShortfall(z)) : Density(z) + (z * Distribution(z));

    /// <summary>The logarithm of <see cref="Shortfall"/>, finite where the shortfall itself underflows.</summary>
    public static double LogShortfall(double z)
    {
        if (z >= Tail)
            return Math.Log(Density(z) + (z * Distribution(z)));

        // With the continued fraction of Mills' ratio, 1 / (t + c), c = 1 / (t + 2 / (t + 3 / ...)): density * c / (t + c).
        var t = -z;
        var fraction = 0.0;
        for (var k = Terms; k >= 1; k--)
            fraction = k / (t + fraction);

        return (-0.5 * z * z) - LogRootTwoPi + Math.Log(fraction / (t + fraction));
    }
}
