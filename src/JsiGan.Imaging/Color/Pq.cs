namespace JsiGan.Imaging.Color;

/// <summary>SMPTE ST 2084, the perceptual quantizer (PQ): absolute luminance in nits (cd/m2) against a signal in [0, 1].</summary>
public static class Pq
{
    /// <summary>Luminance of the signal 1, nits.</summary>
    public const double PeakNits = 10_000;

    private const double M1 = 2610.0 / 16384;
    private const double M2 = 2523.0 / 4096 * 128;
    private const double C1 = 3424.0 / 4096;
    private const double C2 = 2413.0 / 4096 * 32;
    private const double C3 = 2392.0 / 4096 * 32;

    private static readonly CurveTable EncodeTable = new(nits => InverseEotf(nits / PeakNits), lowestExponent: -16, highestExponent: 14);
    private static readonly CurveTable DecodeTable = new(Decode, lowestExponent: -8, highestExponent: 0);

    /// <summary>Inverse EOTF: E' = ((c1 + c2 y^m1) / (1 + c3 y^m1))^m2 with y = nits / 10000; clamps nits to [0, 10000].</summary>
    public static double Encode(double nits) => InverseEotf(Math.Clamp(nits / PeakNits, 0, 1));

    /// <summary>EOTF: nits = 10000 (max(E'^(1/m2) - c1, 0) / (c2 - c3 E'^(1/m2)))^(1/m1); clamps the signal to [0, 1].</summary>
    public static double Decode(double signal)
    {
        var power = Math.Pow(Math.Clamp(signal, 0, 1), 1 / M2);
        return PeakNits * Math.Pow(Math.Max(power - C1, 0) / (C2 - (C3 * power)), 1 / M1);
    }

    /// <summary><see cref="Encode(double)"/> from a table, for whole pictures: within 2e-6 of it from 1e-4 nits on.</summary>
    public static float EncodeFast(float nits) => MathF.Min(EncodeTable.Evaluate(nits), 1);

    /// <summary>The same for a row, in place.</summary>
    public static void EncodeFast(Span<float> nits)
    {
        EncodeTable.Evaluate(nits);
        foreach (ref var signal in nits)
            signal = MathF.Min(signal, 1);
    }

    /// <summary><see cref="Decode(double)"/> of a row, in place, from a table: within 1e-4 of it in proportion from 0.01 nits on.</summary>
    public static void DecodeFast(Span<float> signals) => DecodeTable.Evaluate(signals);

    private static double InverseEotf(double y)
    {
        var power = Math.Pow(y, M1);
        return Math.Pow((C1 + (C2 * power)) / (1 + (C3 * power)), M2);
    }
}
