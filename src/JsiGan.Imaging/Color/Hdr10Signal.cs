using System.Buffers;
using System.Numerics;
using System.Runtime.Intrinsics;

namespace JsiGan.Imaging.Color;

/// <summary>HDR10 samples: linear-light BT.2020 in nits against 10-bit limited-range BT.2020 PQ Y'CbCr codes (BT.2100).</summary>
public static class Hdr10Signal
{
    private static readonly QuantizationRange Range = QuantizationRange.Limited10;

    /// <summary>Encodes equally long rows of nits into rows of codes.</summary>
    public static void Encode(
        ReadOnlySpan<float> red, ReadOnlySpan<float> green, ReadOnlySpan<float> blue, Span<ushort> luma, Span<ushort> cb, Span<ushort> cr)
    {
        var width = luma.Length;
        var rented = ArrayPool<float>.Shared.Rent(3 * width);
        var r = rented.AsSpan(0, width);
        var g = rented.AsSpan(width, width);
        var b = rented.AsSpan(2 * width, width);
        red.CopyTo(r);
        green.CopyTo(g);
        blue.CopyTo(b);
        Pq.EncodeFast(rented.AsSpan(0, 3 * width));
        EncodeSignals(r, g, b, luma, cb, cr);
        ArrayPool<float>.Shared.Return(rented);
    }

    /// <summary>Decodes equally long rows of codes into rows of nits; R'G'B' is clamped to [0, 1].</summary>
    public static void Decode(
        ReadOnlySpan<ushort> luma, ReadOnlySpan<ushort> cb, ReadOnlySpan<ushort> cr, Span<float> red, Span<float> green, Span<float> blue)
    {
        var (kr, kg, kb) = ((float)Bt2020.Matrix.Kr, (float)Bt2020.Matrix.Kg, (float)Bt2020.Matrix.Kb);
        var cbScale = (float)(Bt2020.Matrix.CbDivisor / Range.ChromaScale);
        var crScale = (float)(Bt2020.Matrix.CrDivisor / Range.ChromaScale);
        var i = 0;
        var step = Vector<float>.Count;
        for (; i <= luma.Length - Vector<ushort>.Count; i += Vector<ushort>.Count)
        {
            Vector.Widen(new Vector<ushort>(luma[i..]), out var lumaLow, out var lumaHigh);
            Vector.Widen(new Vector<ushort>(cb[i..]), out var cbLow, out var cbHigh);
            Vector.Widen(new Vector<ushort>(cr[i..]), out var crLow, out var crHigh);
            ToSignals(lumaLow, cbLow, crLow, red[i..], green[i..], blue[i..]);
            ToSignals(lumaHigh, cbHigh, crHigh, red[(i + step)..], green[(i + step)..], blue[(i + step)..]);
        }

        for (; i < luma.Length; i++)
        {
            var y = (luma[i] - Range.LumaOffset) * (1f / Range.LumaScale);
            (red[i], blue[i]) = (y + (crScale * (cr[i] - Range.ChromaOffset)), y + (cbScale * (cb[i] - Range.ChromaOffset)));
            green[i] = (y - (kr * red[i]) - (kb * blue[i])) / kg;
        }

        Pq.DecodeFast(red);
        Pq.DecodeFast(green);
        Pq.DecodeFast(blue);

        void ToSignals(Vector<uint> lumaCodes, Vector<uint> cbCodes, Vector<uint> crCodes, Span<float> r, Span<float> g, Span<float> b)
        {
            var y = (Vector.ConvertToSingle(lumaCodes.As<uint, int>()) - new Vector<float>(Range.LumaOffset)) * (1f / Range.LumaScale);
            var rv = y + (crScale * (Vector.ConvertToSingle(crCodes.As<uint, int>()) - new Vector<float>(Range.ChromaOffset)));
            var bv = y + (cbScale * (Vector.ConvertToSingle(cbCodes.As<uint, int>()) - new Vector<float>(Range.ChromaOffset)));
            rv.CopyTo(r);
            bv.CopyTo(b);
            ((y - (kr * rv) - (kb * bv)) / new Vector<float>(kg)).CopyTo(g);
        }
    }

    /// <summary>
    /// Linear-light BT.2020 nits of one sample given as code / 1023 (what networks predict); R'G'B' is clamped to [0, 1].
    /// </summary>
    public static (double Red, double Green, double Blue) DecodeNormalized(double luma, double cb, double cr)
    {
        var (red, green, blue) = Bt2020.Matrix.ToRgb(
            Range.DecodeLuma(luma * Range.MaxCode), Range.DecodeChroma(cb * Range.MaxCode), Range.DecodeChroma(cr * Range.MaxCode));
        return (Pq.Decode(red), Pq.Decode(green), Pq.Decode(blue));
    }

    /// <summary>Linear-light BT.2020 nits of one sample of 10-bit codes; R'G'B' is clamped to [0, 1].</summary>
    public static (double Red, double Green, double Blue) Decode(int luma, int cb, int cr) =>
        DecodeNormalized(luma / (double)Range.MaxCode, cb / (double)Range.MaxCode, cr / (double)Range.MaxCode);

    private static void EncodeSignals(
        ReadOnlySpan<float> red, ReadOnlySpan<float> green, ReadOnlySpan<float> blue, Span<ushort> luma, Span<ushort> cb, Span<ushort> cr)
    {
        var (kr, kg, kb) = ((float)Bt2020.Matrix.Kr, (float)Bt2020.Matrix.Kg, (float)Bt2020.Matrix.Kb);
        var cbScale = (float)(Range.ChromaScale / Bt2020.Matrix.CbDivisor);
        var crScale = (float)(Range.ChromaScale / Bt2020.Matrix.CrDivisor);
        var i = 0;
        // The signals are in range by construction, so adding a half and truncating rounds to the nearest code.
        for (; i <= luma.Length - Vector256<float>.Count; i += Vector256<float>.Count)
        {
            var (r, g, b) = (Vector256.Create(red[i..]), Vector256.Create(green[i..]), Vector256.Create(blue[i..]));
            var y = (kr * r) + (kg * g) + (kb * b);
            Store((Range.LumaScale * y) + Vector256.Create(Range.LumaOffset + 0.5f), luma[i..]);
            Store((cbScale * (b - y)) + Vector256.Create(Range.ChromaOffset + 0.5f), cb[i..]);
            Store((crScale * (r - y)) + Vector256.Create(Range.ChromaOffset + 0.5f), cr[i..]);
        }

        for (; i < luma.Length; i++)
        {
            var y = (kr * red[i]) + (kg * green[i]) + (kb * blue[i]);
            luma[i] = (ushort)((Range.LumaScale * y) + (Range.LumaOffset + 0.5f));
            cb[i] = (ushort)((cbScale * (blue[i] - y)) + (Range.ChromaOffset + 0.5f));
            cr[i] = (ushort)((crScale * (red[i] - y)) + (Range.ChromaOffset + 0.5f));
        }

        static void Store(Vector256<float> codes, Span<ushort> row) =>
            Vector256.Narrow(Vector256.ConvertToUInt32Native(codes), Vector256<uint>.Zero).GetLower().CopyTo(row);
    }
}
