namespace JsiGan.Imaging.Color;

/// <summary>No operator: light above the reference white clips, as on a screen that shows no more.</summary>
public static class Clip
{
    /// <summary>min(light, peak, 1), all relative to the reference white.</summary>
    public static double Map(double light, double peak) => Math.Clamp(light, 0, Math.Min(peak, 1));
}
