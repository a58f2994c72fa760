namespace JsiGan.Imaging.Color;

/// <summary>The tone-mapping operator of Reinhard et al. (2002) with a white point: dark light stays, the peak becomes white.</summary>
public static class Reinhard
{
    /// <summary>x (1 + x / peak^2) / (1 + x), equation 4: 1 where light equals peak, both relative to the reference white.</summary>
    public static double Map(double light, double peak)
    {
        var x = Math.Max(light, 0);
        return x * (1 + (x / (peak * peak))) / (1 + x);
    }
}
