namespace JsiGan.Imaging.Color;

/// <summary>SDR samples: linear-light BT.709 with white at 1 against 8-bit limited-range BT.709 Y'CbCr codes.</summary>
public static class SdrSignal
{
    private static readonly QuantizationRange Range = QuantizationRange.Limited8;
    private static readonly float CbScale = (float)(Range.ChromaScale / Bt709.Matrix.CbDivisor);
    private static readonly float CrScale = (float)(Range.ChromaScale / Bt709.Matrix.CrDivisor);

    /// <summary>Encodes equally long rows of light (clamped to [0, 1]) into rows of codes.</summary>
    public static void Encode(
        ReadOnlySpan<float> red, ReadOnlySpan<float> green, ReadOnlySpan<float> blue, Span<byte> luma, Span<byte> cb, Span<byte> cr)
    {
        for (var i = 0; i < luma.Length; i++)
        {
            (luma[i], cb[i], cr[i]) = Code(Bt709.OetfFast(red[i]), Bt709.OetfFast(green[i]), Bt709.OetfFast(blue[i]));
        }
    }

    /// <summary>Encodes equally long rows of R'G'B' in [0, 1] into rows of codes.</summary>
    public static void EncodeSignals(
        ReadOnlySpan<float> red, ReadOnlySpan<float> green, ReadOnlySpan<float> blue, Span<byte> luma, Span<byte> cb, Span<byte> cr)
    {
        for (var i = 0; i < luma.Length; i++)
        {
            (luma[i], cb[i], cr[i]) = Code(red[i], green[i], blue[i]);
        }
    }

    /// <summary>R'G'B' in [0, 1] of one sample of 8-bit codes, ready for an SDR screen.</summary>
    public static (double Red, double Green, double Blue) DecodeToDisplay(double luma, double cb, double cr)
    {
        var (red, green, blue) = Bt709.Matrix.ToRgb(Range.DecodeLuma(luma), Range.DecodeChroma(cb), Range.DecodeChroma(cr));
        return (Math.Clamp(red, 0, 1), Math.Clamp(green, 0, 1), Math.Clamp(blue, 0, 1));
    }

    private static (byte Luma, byte Cb, byte Cr) Code(float r, float g, float b)
    {
        var y = ((float)Bt709.Matrix.Kr * r) + ((float)Bt709.Matrix.Kg * g) + ((float)Bt709.Matrix.Kb * b);
        // The signals are in range by construction, so adding a half and truncating rounds to the nearest code.
        return (
            (byte)((Range.LumaScale * y) + (Range.LumaOffset + 0.5f)), (byte)((CbScale * (b - y)) + (Range.ChromaOffset + 0.5f)),
            (byte)((CrScale * (r - y)) + (Range.ChromaOffset + 0.5f)));
    }
}
