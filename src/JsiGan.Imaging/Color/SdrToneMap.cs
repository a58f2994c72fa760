namespace JsiGan.Imaging.Color;

/// <summary>
/// HDR light to SDR light as a colourist's template does it: BT.2020 to BT.709 primaries, then the operator's curve on the largest component
/// with the others in proportion, so that hues stay. Colours outside BT.709 are pulled towards grey of the same luminance until they fit.
/// </summary>
/// <param name="PeakNits">Light that becomes SDR white; what is brighter clips.</param>
/// <param name="ReferenceNits">Light that the operator takes as 1 (ffmpeg's npl); default 100.</param>
/// <param name="Curve">SDR light of HDR light and its peak, both relative to the reference; default Hable's.</param>
public sealed record SdrToneMap(double PeakNits, double ReferenceNits = 100, Func<double, double, double>? Curve = null) : IToneMap
{
    // Arguments this small stand for 0, where the gain is the curve's slope.
    private const double Tiny = 1e-7;

    private readonly CurveTable _gain = new(
        light => (Curve ?? Hable.Map)(Math.Max(light, Tiny), PeakNits / ReferenceNits) / Math.Max(light, Tiny), -20, 10);

    /// <summary>Linear BT.709 light in [0, 1] of linear BT.2020 nits.</summary>
    public (float Red, float Green, float Blue) Apply(float red, float green, float blue)
    {
        var m = Primaries.Bt2020ToBt709;
        var r = ((float)m.M11 * red) + ((float)m.M12 * green) + ((float)m.M13 * blue);
        var g = ((float)m.M21 * red) + ((float)m.M22 * green) + ((float)m.M23 * blue);
        var b = ((float)m.M31 * red) + ((float)m.M32 * green) + ((float)m.M33 * blue);
        (r, g, b) = IntoGamut(r, g, b);
        var scale = 1 / (float)ReferenceNits;
        var gain = scale * _gain.Evaluate(MathF.Max(r, MathF.Max(g, b)) * scale);
        return (MathF.Min(r * gain, 1), MathF.Min(g * gain, 1), MathF.Min(b * gain, 1));
    }

    /// <inheritdoc/>
    public void Apply(Span<float> red, Span<float> green, Span<float> blue)
    {
        for (var i = 0; i < red.Length; i++)
        {
            var (r, g, b) = Apply(red[i], green[i], blue[i]);
            (red[i], green[i], blue[i]) = (Bt709.OetfFast(r), Bt709.OetfFast(g), Bt709.OetfFast(b));
        }
    }

    private static (float Red, float Green, float Blue) IntoGamut(float r, float g, float b)
    {
        var least = MathF.Min(r, MathF.Min(g, b));
        if (least >= 0)
        {
            return (r, g, b);
        }

        var luminance = ((float)Bt709.Matrix.Kr * r) + ((float)Bt709.Matrix.Kg * g) + ((float)Bt709.Matrix.Kb * b);
        if (luminance <= 0)
        {
            return (0, 0, 0);
        }

        var keep = luminance / (luminance - least);
        return (luminance + ((r - luminance) * keep), luminance + ((g - luminance) * keep), luminance + ((b - luminance) * keep));
    }
}
