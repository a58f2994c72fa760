namespace JsiGan.Imaging.Color;

/// <summary>
/// The EETF of ITU-R BT.2390-10, section 5.4.1: PQ light as it is up to a knee, then rolled off along a Hermite spline so that the peak of
/// the source becomes the peak of the display. Both blacks are 0.
/// </summary>
public static class Bt2390
{
    // What SDR white is on a reference display.
    private const double SdrNits = 100;

    /// <summary>Nits on the display of nits in the source; what is brighter than the source's peak is shown at the display's.</summary>
    public static double Eetf(double nits, double sourceNits, double displayNits)
    {
        if (displayNits >= sourceNits)
            return Math.Clamp(nits, 0, sourceNits);

        var source = Pq.Encode(sourceNits);
        var peak = Pq.Encode(displayNits) / source;
        var signal = Math.Min(Pq.Encode(nits) / source, 1);
        var knee = (1.5 * peak) - 0.5;
        return Pq.Decode(source * (signal < knee ? signal : Spline((signal - knee) / (1 - knee), knee, peak)));
    }

    /// <summary>SDR light of HDR light and its peak, both relative to SDR white of 100 nits.</summary>
    public static double Map(double light, double peak) => Eetf(Math.Max(light, 0) * SdrNits, peak * SdrNits, SdrNits) / SdrNits;

    // P of the recommendation: from the knee with slope 1 to the peak with slope 0.
    private static double Spline(double t, double knee, double peak) =>
        (((((2 * t) - 3) * t * t) + 1) * knee) + (((((t - 2) * t) + 1) * t) * (1 - knee)) + (((3 - (2 * t)) * t * t) * peak);
}
