namespace JsiGan.Imaging.Color;

/// <summary>
/// Non-constant-luminance Y'CbCr: Y' = Kr R' + Kg G' + Kb B', Cb = (B' - Y') / (2 (1 - Kb)), Cr = (R' - Y') / (2 (1 - Kr)).
/// Y' is in [0, 1], Cb and Cr in [-0.5, 0.5].
/// </summary>
public readonly record struct YCbCrMatrix(double Kr, double Kg, double Kb)
{
    /// <summary>2 (1 - Kb): 1.8556 in BT.709, 1.8814 in BT.2020.</summary>
    public double CbDivisor => 2 * (1 - Kb);

    /// <summary>2 (1 - Kr): 1.5748 in BT.709, 1.4746 in BT.2020.</summary>
    public double CrDivisor => 2 * (1 - Kr);

    public (double Y, double Cb, double Cr) FromRgb(double red, double green, double blue)
    {
        var luma = (Kr * red) + (Kg * green) + (Kb * blue);
        return (luma, (blue - luma) / CbDivisor, (red - luma) / CrDivisor);
    }

    public (double Red, double Green, double Blue) ToRgb(double luma, double cb, double cr)
    {
        var red = luma + (CrDivisor * cr);
        var blue = luma + (CbDivisor * cb);
        return (red, (luma - (Kr * red) - (Kb * blue)) / Kg, blue);
    }
}
