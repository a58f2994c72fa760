namespace JsiGan.Imaging.Color;

/// <summary>ITU-R BT.709: HDTV. Transfer function and Y'CbCr of the SDR side.</summary>
public static class Bt709
{
    /// <summary>Y' = 0.2126 R' + 0.7152 G' + 0.0722 B'.</summary>
    public static readonly YCbCrMatrix Matrix = new(0.2126, 0.7152, 0.0722);

    private const double Alpha = 1.099;
    private const double Beta = 0.018;
    private const double Slope = 4.5;
    private const double Exponent = 0.45;

    private static readonly CurveTable OetfTable = new(light => Oetf(light), lowestExponent: -10, highestExponent: 1);

    /// <summary>OETF: 4.5 L below 0.018, else 1.099 L^0.45 - 0.099; L is linear light with white at 1, clamped to [0, 1].</summary>
    public static double Oetf(double light)
    {
        var clamped = Math.Clamp(light, 0, 1);
        return clamped < Beta ? Slope * clamped : (Alpha * Math.Pow(clamped, Exponent)) - (Alpha - 1);
    }

    /// <summary>Inverse of <see cref="Oetf(double)"/>: linear light in [0, 1] of a signal, clamped to [0, 1].</summary>
    public static double InverseOetf(double signal)
    {
        var clamped = Math.Clamp(signal, 0, 1);
        return clamped < Slope * Beta ? clamped / Slope : Math.Pow((clamped + (Alpha - 1)) / Alpha, 1 / Exponent);
    }

    /// <summary><see cref="Oetf(double)"/> from a table, for whole pictures: within 5e-5 of it.</summary>
    public static float OetfFast(float light) => OetfTable.Evaluate(light);

    /// <summary>The same for a row, in place.</summary>
    public static void OetfFast(Span<float> light) => OetfTable.Evaluate(light);
}
