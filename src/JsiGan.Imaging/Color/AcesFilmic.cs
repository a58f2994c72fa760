namespace JsiGan.Imaging.Color;

/// <summary>The rational fit to the ACES RRT and ODT by Narkowicz ("ACES Filmic Tone Mapping Curve", 2016): high contrast.</summary>
public static class AcesFilmic
{
    /// <summary>x (2.51 x + 0.03) / (x (2.43 x + 0.59) + 0.14); x is light relative to the reference white.</summary>
    public static double Curve(double x) => x * ((2.51 * x) + 0.03) / ((x * ((2.43 * x) + 0.59)) + 0.14);

    /// <summary>Curve(light) / Curve(peak): 1 where light equals peak, both relative to the reference white.</summary>
    public static double Map(double light, double peak) => Curve(Math.Max(light, 0)) / Curve(peak);
}
