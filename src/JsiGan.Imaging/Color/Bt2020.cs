namespace JsiGan.Imaging.Color;

/// <summary>ITU-R BT.2020: wide-gamut UHDTV. Y'CbCr with non-constant luminance and the luminance of linear light.</summary>
public static class Bt2020
{
    /// <summary>Y' = 0.2627 R' + 0.6780 G' + 0.0593 B'; with R', G', B' in PQ it is the matrix of BT.2100 too.</summary>
    public static readonly YCbCrMatrix Matrix = new(0.2627, 0.6780, 0.0593);

    /// <summary>Luminance in the unit of the linear-light components.</summary>
    public static double Luminance(double red, double green, double blue) =>
        (Matrix.Kr * red) + (Matrix.Kg * green) + (Matrix.Kb * blue);
}
