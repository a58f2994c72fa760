namespace JsiGan.Imaging.Color;

/// <summary>
/// How signals become n-bit codes (BT.709, BT.2100 table 9). Limited: Y = (219 E' + 16) 2^(n-8), C = (224 E' + 128) 2^(n-8).
/// Full: Y = (2^n - 1) E', C = (2^n - 1) E' + 2^(n-1). Luma signals are in [0, 1], chroma signals in [-0.5, 0.5].
/// </summary>
public sealed record QuantizationRange
{
    private QuantizationRange(int bits, bool full)
    {
        if (bits is < 8 or > 16)
            throw new ArgumentOutOfRangeException(nameof(bits), bits, $"Codes have 8 to 16 bits, not {bits}.");

        Bits = bits;
        IsFull = full;
        MaxCode = (1 << bits) - 1;
        var unit = 1 << (bits - 8);
        (LumaScale, LumaOffset) = full ? (MaxCode, 0) : (219 * unit, 16 * unit);
        (ChromaScale, ChromaOffset) = full ? (MaxCode, 1 << (bits - 1)) : (224 * unit, 128 * unit);
    }

    /// <summary>BT.709 SDR video: 16 to 235.</summary>
    public static QuantizationRange Limited8 { get; } = new(8, full: false);

    /// <summary>HDR10 video: 64 to 940.</summary>
    public static QuantizationRange Limited10 { get; } = new(10, full: false);

    /// <summary>Bits of a code, 8 to 16.</summary>
    public int Bits { get; }

    /// <summary>True when codes use all of 0 to 2^n - 1.</summary>
    public bool IsFull { get; }

    /// <summary>2^n - 1.</summary>
    public int MaxCode { get; }

    /// <summary>Codes from black to white.</summary>
    public int LumaScale { get; }

    /// <summary>The code of black.</summary>
    public int LumaOffset { get; }

    /// <summary>Codes from the chroma signal -0.5 to 0.5.</summary>
    public int ChromaScale { get; }

    /// <summary>The code of no chroma.</summary>
    public int ChromaOffset { get; }

    public static QuantizationRange Limited(int bits) => new(bits, full: false);

    public static QuantizationRange Full(int bits) => new(bits, full: true);

    /// <summary>Nearest code (halves away from zero), within 0 and <see cref="MaxCode"/>.</summary>
    public int EncodeLuma(double signal) => Round((LumaScale * signal) + LumaOffset);

    /// <summary>Nearest code (halves away from zero), within 0 and <see cref="MaxCode"/>.</summary>
    public int EncodeChroma(double signal) => Round((ChromaScale * signal) + ChromaOffset);

    /// <summary>Signal of a code; below 0 and above 1 where the code lies outside the range.</summary>
    public double DecodeLuma(double code) => (code - LumaOffset) / LumaScale;

    /// <summary>Signal of a code; beyond 0.5 where the code lies outside the range.</summary>
    public double DecodeChroma(double code) => (code - ChromaOffset) / ChromaScale;

    private int Round(double code) => (int)Math.Round(Math.Clamp(code, 0, MaxCode), MidpointRounding.AwayFromZero);
}
