namespace JsiGan.Imaging.Frames;

/// <summary>
/// The display on which HDR content was mastered (SMPTE ST 2086) and the light in it (CTA-861.3), in the units of their bitstreams:
/// chromaticities in 0.00002, display luminance in 0.0001 nits, content light in nits.
/// </summary>
public sealed record MasteringDisplay
{
    /// <summary>Units of a chromaticity of 1.</summary>
    public const int ChromaticityUnits = 50_000;

    /// <summary>Units of a luminance of 1 nit.</summary>
    public const int LuminanceUnits = 10_000;

    public required Chromaticity Red { get; init; }

    public required Chromaticity Green { get; init; }

    public required Chromaticity Blue { get; init; }

    public required Chromaticity White { get; init; }

    /// <summary>Brightest light of the display, 0.0001 nits.</summary>
    public required long MaxLuminance { get; init; }

    /// <summary>Darkest light of the display, 0.0001 nits.</summary>
    public required long MinLuminance { get; init; }

    /// <summary>Brightest pixel of the content (MaxCLL), nits; 0 is unknown.</summary>
    public int MaxContentNits { get; init; }

    /// <summary>Brightest mean of a frame (MaxFALL), nits; 0 is unknown.</summary>
    public int MaxFrameAverageNits { get; init; }

    /// <summary>A P3-D65 display.</summary>
    /// <param name="peakNits">Its brightest light.</param>
    /// <param name="maxContentNits">MaxCLL; 0 is unknown.</param>
    /// <param name="maxFrameAverageNits">MaxFALL; 0 is unknown.</param>
    public static MasteringDisplay P3(int peakNits = 1000, int maxContentNits = 0, int maxFrameAverageNits = 0) => new()
    {
        Red = new(34_000, 16_000),
        Green = new(13_250, 34_500),
        Blue = new(7_500, 3_000),
        White = new(15_635, 16_450),
        MaxLuminance = (long)peakNits * LuminanceUnits,
        MinLuminance = 1,
        MaxContentNits = maxContentNits,
        MaxFrameAverageNits = maxFrameAverageNits,
    };
}

/// <summary>CIE 1931 x and y in units of 0.00002.</summary>
public readonly record struct Chromaticity(int X, int Y);
