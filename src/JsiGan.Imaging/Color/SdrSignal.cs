namespace JsiGan.Imaging.Color;

/// <summary>SDR samples: linear-light BT.709 with white at 1 against 8-bit limited-range BT.709 Y'CbCr codes.</summary>
public static class SdrSignal
{
    private static readonly QuantizationRange Range = QuantizationRange.Limited8;

    /// <summary>Encodes equally long rows of light (clamped to [0, 1]) into rows of codes.</summary>
    public static void Encode(
        ReadOnlySpan<float> red, ReadOnlySpan<float> green, ReadOnlySpan<float> blue, Span<byte> luma, Span<byte> cb, Span<byte> cr)
    {
        var (kr, kg, kb) = ((float)Bt709.Matrix.Kr, (float)Bt709.Matrix.Kg, (float)Bt709.Matrix.Kb);
        var cbScale = (float)(Range.ChromaScale / Bt709.Matrix.CbDivisor);
        var crScale = (float)(Range.ChromaScale / Bt709.Matrix.CrDivisor);
        for (var i = 0; i < luma.Length; i++)
        {
            var r = Bt709.OetfFast(red[i]);
            var g = Bt709.OetfFast(green[i]);
            var b = Bt709.OetfFast(blue[i]);
            var y = (kr * r) + (kg * g) + (kb * b);
            luma[i] = (byte)((Range.LumaScale * y) + (Range.LumaOffset + 0.5f));
            cb[i] = (byte)((cbScale * (b - y)) + (Range.ChromaOffset + 0.5f));
            cr[i] = (byte)((crScale * (r - y)) + (Range.ChromaOffset + 0.5f));
        }
    }

    /// <summary>R'G'B' in [0, 1] of one sample of 8-bit codes, ready for an SDR screen.</summary>
    public static (double Red, double Green, double Blue) DecodeToDisplay(double luma, double cb, double cr)
    {
        var (red, green, blue) = Bt709.Matrix.ToRgb(Range.DecodeLuma(luma), Range.DecodeChroma(cb), Range.DecodeChroma(cr));
        return (Math.Clamp(red, 0, 1), Math.Clamp(green, 0, 1), Math.Clamp(blue, 0, 1));
    }
}
