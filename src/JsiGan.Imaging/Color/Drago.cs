namespace JsiGan.Imaging.Color;

/// <summary>The adaptive logarithmic operator of Drago et al. (2003), equation 4, with the bias 0.85: it opens shadows.</summary>
public static class Drago
{
    private const double Bias = 0.85;

    private static readonly double Exponent = Math.Log(Bias) / Math.Log(0.5);

    /// <summary>
    /// ln(1 + x) / ln(1 + peak) * ln(10) / ln(2 + 8 (x / peak)^(ln b / ln 0.5)): 1 where light equals peak, both relative to the reference
    /// white.
    /// </summary>
    public static double Map(double light, double peak)
    {
        var x = Math.Max(light, 0);
        return Math.Log(1 + x) / Math.Log(1 + peak) * Math.Log(10) / Math.Log(2 + (8 * Math.Pow(x / peak, Exponent)));
    }
}
