using System.Numerics;
using JsiGan.Imaging.Color;
using JsiGan.Imaging.Synthesis.Degradation;
using JsiGan.Imaging.Synthesis.Grades;
using JsiGan.Imaging.Synthesis.Scenes;
using JsiGan.Imaging.Synthesis.Seeded;

namespace JsiGan.Imaging.Synthesis;

/// <summary>What happens to the light of a shot until it is codes.</summary>
/// <param name="Look">The HDR grade; none leaves the scene's light.</param>
/// <param name="Grade">Makes SDR of the HDR light.</param>
/// <param name="Film">Degradation of both sides; none leaves frames as they are.</param>
internal sealed record ShotFinish(HdrLook? Look, IToneMap Grade, FilmLook? Film)
{
    // Pixels of a row, and rows, whose light gives the key of a shot.
    private const int Samples = 40;

    /// <param name="options">The clip.</param>
    /// <param name="shot">The shot.</param>
    /// <param name="scene">Its first frame.</param>
    public static ShotFinish Of(SyntheticClipOptions options, Shot shot, Scene scene)
    {
        var film = options.Degradation == SdrDegradation.Film ? FilmOf(shot) : null;
        if (options.Grades == GradeVariety.One)
            return new ShotFinish(null, OneGrade.SdrOf(shot.Kind.ReferenceNits), film);

        var draws = new Draws(shot.Key);
        var key = KeyOf(scene, options);
        var look = HdrLook.Draw(draws, key, options.PeakNits);
        return new ShotFinish(look, GradeDraw.Draw(draws, key * look.Exposure, look.PeakNits), film);
    }

    /// <summary>The degradation of a shot of a clip that has one.</summary>
    public static FilmLook FilmOf(Shot shot) => FilmLook.Draw(new Draws(~shot.Key));

    // Log-average luminance (Reinhard et al. 2002), nits.
    private static float KeyOf(Scene scene, SyntheticClipOptions options)
    {
        var sum = 0.0;
        for (var i = 0; i < Samples * Samples; i++)
        {
            var light = scene.Shade(((2 * (i % Samples)) + 1) * options.Width / (2 * Samples),
                ((2 * (i / Samples)) + 1) * options.Height / (2 * Samples));
            light = Vector3.Clamp(light, Vector3.Zero, new Vector3(options.PeakNits));
            sum += Math.Log(0.01 + Bt2020.Luminance(light.X, light.Y, light.Z));
        }

        return (float)Math.Exp(sum / (Samples * Samples));
    }
}
