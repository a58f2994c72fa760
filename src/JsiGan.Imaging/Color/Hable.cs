namespace JsiGan.Imaging.Color;

/// <summary>John Hable's filmic tone-mapping operator ("Uncharted 2"): a toe, a nearly linear middle and a long shoulder.</summary>
public static class Hable
{
    private const double A = 0.15;
    private const double B = 0.50;
    private const double C = 0.10;
    private const double D = 0.20;
    private const double E = 0.02;
    private const double F = 0.30;

    /// <summary>h(x) = (x (A x + C B) + D E) / (x (A x + B) + D F) - E / F; x is light relative to the reference white.</summary>
    public static double Curve(double x) => (((x * ((A * x) + (C * B))) + (D * E)) / ((x * ((A * x) + B)) + (D * F))) - (E / F);

    /// <summary>h(light) / h(peak): 1 where light equals peak, both relative to the reference white.</summary>
    public static double Map(double light, double peak) => Curve(Math.Max(light, 0)) / Curve(peak);
}
