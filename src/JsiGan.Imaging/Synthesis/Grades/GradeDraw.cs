using System.Numerics;
using JsiGan.Imaging.Color;
using JsiGan.Imaging.Synthesis.Seeded;

namespace JsiGan.Imaging.Synthesis.Grades;

/// <summary>Draws the SDR grade of a shot.</summary>
internal static class GradeDraw
{
    private static readonly Func<double, double, double>[] Curves =
        [Hable.Map, Reinhard.Map, Bt2390.Map, Bt2390.Map, AcesFilmic.Map, Mobius.Map, Drago.Map, Clip.Map];

    /// <param name="draws">Random numbers of the shot.</param>
    /// <param name="key">Log-average luminance of the HDR shot, nits.</param>
    /// <param name="peakNits">Peak of the HDR shot.</param>
    public static SdrGrade Draw(Draws draws, float key, float peakNits) => new(Operator(draws, key, peakNits))
    {
        Saturation = draws.Between(0.85f, 1.2f),
        Contrast = draws.Between(-0.25f, 0.6f),
        WhiteBalance = draws.Chance(0.2f) ? Warmth(draws.Between(-0.06f, 0.06f)) : Vector3.One,
    };

    private static IToneMap Operator(Draws draws, float key, float peakNits)
    {
        var peak = peakNits * draws.Ratio(0.3f, 1);
        if (draws.Chance(0.12f))
            return new Bt2446A(peak);

        // Most SDR versions show diffuse white where HDR has 100 to 200 nits; some bring dark and bright scenes half-way to the same level.
        var adaptation = draws.Between(-0.1f, 0.5f);
        var reference = draws.Ratio(60, 180) * MathF.Pow(Math.Clamp(key / 12, 0.1f, 10), adaptation);
        var curve = draws.Chance(0.25f)
            ? NakaRushton.Curve(draws.Between(0.8f, 1.3f), draws.Between(0.3f, 0.9f))
            : draws.Pick(Curves);
        return new SdrToneMap(MathF.Max(peak, 1.5f * reference), reference, curve) { IsPerComponent = draws.Chance(0.4f) };
    }

    private static Vector3 Warmth(float warmth) => new(1 + warmth, 1, 1 - warmth);
}
