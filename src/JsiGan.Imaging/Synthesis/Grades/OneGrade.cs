using JsiGan.Imaging.Color;

namespace JsiGan.Imaging.Synthesis.Grades;

/// <summary>
/// The HDR and the SDR grade of a clip that has one of each. Shots are exposed towards the same level, as colourists do: most of it in both
/// versions, some in SDR alone, where bright shots are printed down and dark ones lifted further. So one tone curve cannot undo the grade
/// of all shots; what a shot shows tells which exposure it had.
/// </summary>
internal static class OneGrade
{
    // White in the middle of the exposures, nits.
    private const double WhiteNits = 100;

    // SDR white: what is brighter clips, as in a graded SDR version.
    private const double SdrPeakNits = 1000;

    // Share of the exposure, in stops, that the SDR version has alone.
    private const double SdrShare = 0.35;

    /// <summary>Factor of the light of a shot in both versions.</summary>
    /// <param name="referenceNits">Light of a white surface in the scene.</param>
    public static float Exposure(double referenceNits) => (float)Math.Pow(referenceNits / WhiteNits, SdrShare - 1);

    /// <summary>Makes SDR of the exposed light.</summary>
    /// <inheritdoc cref="Exposure"/>
    public static SdrToneMap SdrOf(double referenceNits) => new(SdrPeakNits, WhiteNits * Math.Pow(referenceNits / WhiteNits, SdrShare));
}
