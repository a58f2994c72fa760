using System.Numerics;
using JsiGan.Imaging.Color;

namespace JsiGan.Imaging.Synthesis.Grades;

/// <summary>
/// A colourist's SDR version: white balance and saturation on the light, then a tone-mapping operator, then contrast on the signal.
/// Without white balance greys stay neutral.
/// </summary>
/// <param name="Map">The operator; exposure is its reference light.</param>
internal sealed record SdrGrade(IToneMap Map) : IToneMap
{
    /// <summary>1 keeps colours, 0 leaves greys.</summary>
    public float Saturation { get; init; } = 1;

    /// <summary>
    /// c in R'G'B' + c R'G'B' (1 - R'G'B') (2 R'G'B' - 1), -1 to 1: an S-curve that leaves black, one half and white where they are.
    /// </summary>
    public float Contrast { get; init; }

    /// <summary>Factors of linear red, green and blue.</summary>
    public Vector3 WhiteBalance { get; init; } = Vector3.One;

    /// <inheritdoc/>
    public void Apply(Span<float> red, Span<float> green, Span<float> blue)
    {
        Saturate.Apply(red, green, blue, gain: 1, Saturation);
        for (var i = 0; i < red.Length; i++)
            (red[i], green[i], blue[i]) = (red[i] * WhiteBalance.X, green[i] * WhiteBalance.Y, blue[i] * WhiteBalance.Z);

        Map.Apply(red, green, blue);
        ApplyContrast(red);
        ApplyContrast(green);
        ApplyContrast(blue);
    }

    private void ApplyContrast(Span<float> row)
    {
        foreach (ref var signal in row)
            signal += Contrast * signal * (1 - signal) * ((2 * signal) - 1);
    }
}
