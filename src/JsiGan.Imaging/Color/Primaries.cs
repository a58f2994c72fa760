namespace JsiGan.Imaging.Color;

/// <summary>The chromaticities (CIE 1931 x, y) of a colour space's primaries and white, and the matrices that follow from them.</summary>
public sealed record Primaries(
    (double X, double Y) Red, (double X, double Y) Green, (double X, double Y) Blue, (double X, double Y) White)
{
    /// <summary>CIE standard illuminant D65 as BT.709 and BT.2020 round it.</summary>
    public static readonly (double X, double Y) D65 = (0.3127, 0.3290);

    public static Primaries Bt709 { get; } = new((0.640, 0.330), (0.300, 0.600), (0.150, 0.060), D65);

    public static Primaries Bt2020 { get; } = new((0.708, 0.292), (0.170, 0.797), (0.131, 0.046), D65);

    /// <summary>Cinema primaries (SMPTE RP 431-2) with D65 white (P3-D65).</summary>
    public static Primaries P3D65 { get; } = new((0.680, 0.320), (0.265, 0.690), (0.150, 0.060), D65);

    /// <summary>Linear BT.709 to linear BT.2020.</summary>
    public static Matrix3 Bt709ToBt2020 { get; } = Bt709.To(Bt2020);

    /// <summary>Linear BT.2020 to linear BT.709; components below 0 are colours that BT.709 lacks.</summary>
    public static Matrix3 Bt2020ToBt709 { get; } = Bt2020.To(Bt709);

    /// <summary>Linear RGB of these primaries to CIE XYZ, white at Y = 1 (SMPTE RP 177).</summary>
    public Matrix3 ToXyz()
    {
        var (xr, yr, zr) = Xyz(Red);
        var (xg, yg, zg) = Xyz(Green);
        var (xb, yb, zb) = Xyz(Blue);
        var columns = new Matrix3(xr, xg, xb, yr, yg, yb, zr, zg, zb);
        var (xw, yw, zw) = Xyz(White);
        var (red, green, blue) = columns.Invert().Apply(xw, yw, zw);
        return columns.ScaleColumns(red, green, blue);
    }

    /// <summary>
    /// Linear RGB of these primaries to linear RGB of <paramref name="other"/>, without adaptation: the whites must be equal.
    /// </summary>
    /// <exception cref="ArgumentException">The whites differ.</exception>
    public Matrix3 To(Primaries other)
    {
        if (other.White != White)
            throw new ArgumentException($"The white {White} cannot become {other.White} without chromatic adaptation.", nameof(other));

        return other.ToXyz().Invert() * ToXyz();
    }

    private static (double X, double Y, double Z) Xyz((double X, double Y) c) => (c.X / c.Y, 1, (1 - c.X - c.Y) / c.Y);
}
