namespace JsiGan.Imaging.Color;

/// <summary>
/// The S-curve of photoreceptors (Naka and Rushton 1966), which Reinhard and Devlin (2005) use for tone mapping: x^n / (x^n + s^n).
/// </summary>
public static class NakaRushton
{
    /// <param name="exponent">n, 0.7 to 2: the contrast.</param>
    /// <param name="half">s: light that becomes about one half, relative to the reference white.</param>
    /// <returns>A curve of light and peak that is 1 where they are equal.</returns>
    public static Func<double, double, double> Curve(double exponent, double half)
    {
        var adaptation = Math.Pow(half, exponent);
        return (light, peak) => Response(Math.Max(light, 0)) / Response(peak);

        double Response(double x)
        {
            var power = Math.Pow(x, exponent);
            return power / (power + adaptation);
        }
    }
}
