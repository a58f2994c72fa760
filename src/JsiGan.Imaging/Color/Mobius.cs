namespace JsiGan.Imaging.Color;

/// <summary>
/// The operator "mobius" of mpv and of ffmpeg's tonemap filter: light as it is up to a junction, then a Möbius transformation that meets
/// it with the same slope and takes the peak to 1.
/// </summary>
public static class Mobius
{
    private const double Junction = 0.3;

    /// <summary>SDR light of HDR light and its peak, both relative to the reference white.</summary>
    public static double Map(double light, double peak)
    {
        if (light <= Junction || peak <= 1)
            return Math.Clamp(light, 0, 1);

        var a = -Junction * Junction * (peak - 1) / ((Junction * Junction) - (2 * Junction) + peak);
        var b = ((Junction * Junction) - (2 * Junction * peak) + peak) / (peak - 1);
        return ((b * b) + (2 * b * Junction) + (Junction * Junction)) / (b - a) * (light + a) / (light + b);
    }
}
