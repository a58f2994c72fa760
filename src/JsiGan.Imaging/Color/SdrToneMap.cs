using System.Buffers;
using System.Numerics;

namespace JsiGan.Imaging.Color;

/// <summary>
/// HDR light to SDR light as a colourist's template does it: BT.2020 to BT.709 primaries, then the operator's curve on the largest
/// component with the others in proportion, so that hues stay. Colours outside BT.709 are pulled towards grey of the same luminance until
/// they fit.
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

    /// <summary>
    /// Whether each component goes through the curve by itself, as in cameras and film: bright colours fade towards white. Default false.
    /// </summary>
    public bool IsPerComponent { get; init; }

    /// <summary>Linear BT.709 light in [0, 1] of linear BT.2020 nits.</summary>
    public (float Red, float Green, float Blue) Apply(float red, float green, float blue)
    {
        var (r, g, b) = ToBt709(red, green, blue);
        var scale = 1 / (float)ReferenceNits;
        if (IsPerComponent)
            return (Map(r), Map(g), Map(b));

        var gain = scale * _gain.Evaluate(MathF.Max(r, MathF.Max(g, b)) * scale);
        return (MathF.Min(r * gain, 1), MathF.Min(g * gain, 1), MathF.Min(b * gain, 1));

        float Map(float light) => MathF.Min(light * scale * _gain.Evaluate(light * scale), 1);
    }

    /// <inheritdoc/>
    public void Apply(Span<float> red, Span<float> green, Span<float> blue)
    {
        var rented = ArrayPool<float>.Shared.Rent(red.Length);
        var gain = rented.AsSpan(0, red.Length);
        var scale = 1 / (float)ReferenceNits;
        var i = 0;
        for (; i <= red.Length - Vector<float>.Count; i += Vector<float>.Count)
        {
            var (r, g, b) = ToBt709(new Vector<float>(red[i..]), new Vector<float>(green[i..]), new Vector<float>(blue[i..]));
            r.CopyTo(red[i..]);
            g.CopyTo(green[i..]);
            b.CopyTo(blue[i..]);
            (Vector.Max(r, Vector.Max(g, b)) * scale).CopyTo(gain[i..]);
        }

        for (; i < red.Length; i++)
        {
            (red[i], green[i], blue[i]) = ToBt709(red[i], green[i], blue[i]);
            gain[i] = MathF.Max(red[i], MathF.Max(green[i], blue[i])) * scale;
        }

        if (IsPerComponent)
        {
            MapComponent(red, gain, scale);
            MapComponent(green, gain, scale);
            MapComponent(blue, gain, scale);
        }
        else
        {
            _gain.Evaluate(gain);
            MultiplyAndCap(red, gain, scale);
            MultiplyAndCap(green, gain, scale);
            MultiplyAndCap(blue, gain, scale);
        }

        ArrayPool<float>.Shared.Return(rented);
        Bt709.OetfFast(red);
        Bt709.OetfFast(green);
        Bt709.OetfFast(blue);
    }

    /// <summary>rows times gains times scale, at most 1.</summary>
    private static void MultiplyAndCap(Span<float> row, ReadOnlySpan<float> gain, float scale)
    {
        var i = 0;
        for (; i <= row.Length - Vector<float>.Count; i += Vector<float>.Count)
            Vector.Min(new Vector<float>(row[i..]) * (new Vector<float>(gain[i..]) * scale), Vector<float>.One).CopyTo(row[i..]);

        for (; i < row.Length; i++)
            row[i] = MathF.Min(row[i] * (gain[i] * scale), 1);
    }

    private void MapComponent(Span<float> row, Span<float> gain, float scale)
    {
        for (var i = 0; i < row.Length; i++)
            gain[i] = row[i] * scale;

        _gain.Evaluate(gain);
        MultiplyAndCap(row, gain, scale);
    }

    private static (float Red, float Green, float Blue) ToBt709(float red, float green, float blue)
    {
        var m = Primaries.Bt2020ToBt709;
        return IntoGamut(
            ((float)m.M11 * red) + ((float)m.M12 * green) + ((float)m.M13 * blue),
            ((float)m.M21 * red) + ((float)m.M22 * green) + ((float)m.M23 * blue),
            ((float)m.M31 * red) + ((float)m.M32 * green) + ((float)m.M33 * blue));
    }

    private static (Vector<float> Red, Vector<float> Green, Vector<float> Blue) ToBt709(
        Vector<float> red, Vector<float> green, Vector<float> blue)
    {
        var m = Primaries.Bt2020ToBt709;
        var r = ((float)m.M11 * red) + ((float)m.M12 * green) + ((float)m.M13 * blue);
        var g = ((float)m.M21 * red) + ((float)m.M22 * green) + ((float)m.M23 * blue);
        var b = ((float)m.M31 * red) + ((float)m.M32 * green) + ((float)m.M33 * blue);
        // As IntoGamut: where nothing is below 0, the share kept is 1; where the luminance is not above 0, all becomes 0.
        var least = Vector.Min(r, Vector.Min(g, b));
        var luminance = ((float)Bt709.Matrix.Kr * r) + ((float)Bt709.Matrix.Kg * g) + ((float)Bt709.Matrix.Kb * b);
        var inside = Vector.GreaterThanOrEqual(least, Vector<float>.Zero);
        var keep = Vector.ConditionalSelect(inside, Vector<float>.One, luminance / (luminance - least));
        var dark = Vector.AndNot(Vector.LessThanOrEqual(luminance, Vector<float>.Zero), inside);
        return (Fit(r), Fit(g), Fit(b));

        Vector<float> Fit(Vector<float> light) => Vector.ConditionalSelect(
            inside, light, Vector.ConditionalSelect(dark, Vector<float>.Zero, luminance + ((light - luminance) * keep)));
    }

    private static (float Red, float Green, float Blue) IntoGamut(float r, float g, float b)
    {
        var least = MathF.Min(r, MathF.Min(g, b));
        if (least >= 0)
            return (r, g, b);

        var luminance = ((float)Bt709.Matrix.Kr * r) + ((float)Bt709.Matrix.Kg * g) + ((float)Bt709.Matrix.Kb * b);
        if (luminance <= 0)
            return (0, 0, 0);

        var keep = luminance / (luminance - least);
        return (luminance + ((r - luminance) * keep), luminance + ((g - luminance) * keep), luminance + ((b - luminance) * keep));
    }
}
