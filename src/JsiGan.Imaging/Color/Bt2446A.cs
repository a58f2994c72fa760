namespace JsiGan.Imaging.Color;

/// <summary>
/// ITU-R BT.2446, method A: HDR of a stated peak to SDR of 100 nits. The luma of a 2.4 gamma is compressed in a perceptual domain with a
/// knee, then the colour differences follow it. The result is brought to BT.709 primaries with the inverse EOTF of BT.1886.
/// </summary>
public sealed class Bt2446A : IToneMap
{
    private const double Gamma = 2.4;
    private const double SdrNits = 100;

    private readonly CurveTable _toGamma;
    private readonly CurveTable _lumaGain;
    private static readonly CurveTable ToLight = new(signal => Math.Pow(signal, Gamma), lowestExponent: -12, highestExponent: 1);
    private static readonly CurveTable ToSignal = new(light => Math.Pow(light, 1 / Gamma), lowestExponent: -24, highestExponent: 1);

    /// <param name="peakNits">Light that becomes SDR white (L_HDR); what is brighter clips. The recommendation's own is 1000.</param>
    public Bt2446A(double peakNits = 1000)
    {
        _toGamma = new CurveTable(nits => Math.Pow(Math.Clamp(nits / peakNits, 0, 1), 1 / Gamma), lowestExponent: -14, highestExponent: 14);
        // Y'sdr / Y' has a limit at 0: the small argument stands for it.
        _lumaGain = new CurveTable(luma => MapLuma(Math.Max(luma, 1e-6), peakNits) / Math.Max(luma, 1e-6), lowestExponent: -12,
            highestExponent: 1);
    }

    /// <summary>Y'sdr of Y', both in [0, 1]: steps 1 to 3 of the recommendation's section 4.</summary>
    public static double MapLuma(double luma, double peakNits)
    {
        var hdr = Rho(peakNits);
        var perceptual = Math.Log(1 + ((hdr - 1) * luma)) / Math.Log(hdr);
        var compressed = perceptual switch
        {
            <= 0.7399 => 1.0770 * perceptual,
            < 0.9909 => (((-1.1510 * perceptual) + 2.7811) * perceptual) - 0.6302,
            _ => (0.5000 * perceptual) + 0.5000,
        };
        var sdr = Rho(SdrNits);
        return (Math.Pow(sdr, compressed) - 1) / (sdr - 1);
    }

    /// <inheritdoc/>
    public void Apply(Span<float> red, Span<float> green, Span<float> blue)
    {
        var (kr, kg, kb) = ((float)Bt2020.Matrix.Kr, (float)Bt2020.Matrix.Kg, (float)Bt2020.Matrix.Kb);
        for (var i = 0; i < red.Length; i++)
        {
            var (r, g, b) = (_toGamma.Evaluate(red[i]), _toGamma.Evaluate(green[i]), _toGamma.Evaluate(blue[i]));
            var luma = (kr * r) + (kg * g) + (kb * b);
            var gain = _lumaGain.Evaluate(luma);
            // The colour differences shrink by 1.1, and saturated reds darken a little (step 4).
            var (toBlue, toRed) = ((b - luma) * gain / 1.1f, (r - luma) * gain / 1.1f);
            var y = (luma * gain) - MathF.Max(0.1f * toRed / (float)Bt2020.Matrix.CrDivisor, 0);
            (r, b) = (y + toRed, y + toBlue);
            g = (y - (kr * r) - (kb * b)) / kg;
            (red[i], green[i], blue[i]) = ToBt709(r, g, b);
        }
    }

    private static double Rho(double nits) => 1 + (32 * Math.Pow(nits / Pq.PeakNits, 1 / Gamma));

    private static (float Red, float Green, float Blue) ToBt709(float red, float green, float blue)
    {
        var m = Primaries.Bt2020ToBt709;
        var (r, g, b) = (ToLight.Evaluate(Clip(red)), ToLight.Evaluate(Clip(green)), ToLight.Evaluate(Clip(blue)));
        return (
            ToSignal.Evaluate(Clip(((float)m.M11 * r) + ((float)m.M12 * g) + ((float)m.M13 * b))),
            ToSignal.Evaluate(Clip(((float)m.M21 * r) + ((float)m.M22 * g) + ((float)m.M23 * b))),
            ToSignal.Evaluate(Clip(((float)m.M31 * r) + ((float)m.M32 * g) + ((float)m.M33 * b))));
    }

    private static float Clip(float value) => Math.Clamp(value, 0f, 1f);
}
