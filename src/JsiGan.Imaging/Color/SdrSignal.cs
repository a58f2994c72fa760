using System.Runtime.Intrinsics;

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
            (luma[i], cb[i], cr[i]) = Code(Bt709.OetfFast(red[i]), Bt709.OetfFast(green[i]), Bt709.OetfFast(blue[i]));
    }

    /// <summary>Encodes equally long rows of R'G'B' in [0, 1] into rows of codes.</summary>
    public static void EncodeSignals(
        ReadOnlySpan<float> red, ReadOnlySpan<float> green, ReadOnlySpan<float> blue, Span<byte> luma, Span<byte> cb, Span<byte> cr)
    {
        var (kr, kg, kb) = ((float)Bt709.Matrix.Kr, (float)Bt709.Matrix.Kg, (float)Bt709.Matrix.Kb);
        var i = 0;
        var width = Vector256<float>.Count;
        for (; i <= luma.Length - width; i += width)
        {
            var (r, g, b) = (Load(red), Load(green), Load(blue));
            var y = (kr * r) + (kg * g) + (kb * b);
            Store((Range.LumaScale * y) + Vector256.Create(Range.LumaOffset + 0.5f), luma);
            Store((CbScale * (b - y)) + Vector256.Create(Range.ChromaOffset + 0.5f), cb);
            Store((CrScale * (r - y)) + Vector256.Create(Range.ChromaOffset + 0.5f), cr);
        }

        for (; i < luma.Length; i++)
            (luma[i], cb[i], cr[i]) = Code(red[i], green[i], blue[i]);

        Vector256<float> Load(ReadOnlySpan<float> row) => Vector256.Create(row.Slice(i, width));

        void Store(Vector256<float> codes, Span<byte> row)
        {
            var words = Vector256.Narrow(Vector256.ConvertToInt32(codes), Vector256<int>.Zero);
            Vector256.Narrow(words.AsUInt16(), Vector256<ushort>.Zero).GetLower().GetLower().CopyTo(row.Slice(i, width));
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
