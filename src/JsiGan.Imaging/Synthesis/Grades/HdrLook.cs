using System.Buffers;
using JsiGan.Imaging.Color;
using JsiGan.Imaging.Synthesis.Seeded;

namespace JsiGan.Imaging.Synthesis.Grades;

/// <summary>
/// The HDR grade of a shot: exposure, saturation, and a peak that light rolls off to by BT.2390's EETF. Greys stay neutral.
/// </summary>
/// <param name="Exposure">Factor of all light.</param>
/// <param name="Saturation">1 keeps colours, 0 leaves greys.</param>
/// <param name="PeakNits">Light that nothing exceeds.</param>
internal sealed record HdrLook(float Exposure, float Saturation, float PeakNits)
{
    // Share of black-and-white looks: they teach a network that greys stay grey.
    private const float BlackAndWhite = 0.08f;

    private readonly CurveTable _gain = new(
        nits => Bt2390.Eetf(Math.Max(nits, 1e-5), Pq.PeakNits, PeakNits) / Math.Max(nits, 1e-5), lowestExponent: -6, highestExponent: 14);

    /// <summary>A look such as films have: most peak at 1000 nits or below and are less saturated than the scenes.</summary>
    /// <param name="draws">Random numbers of the shot.</param>
    /// <param name="key">Log-average luminance of the shot as the scene renders it, nits.</param>
    /// <param name="peakNits">Highest peak.</param>
    public static HdrLook Draw(Draws draws, float key, float peakNits)
    {
        // Films keep most of their light between 1 and 60 nits: bright scenes are exposed down further than dark ones.
        var target = draws.Ratio(4, 60) * MathF.Pow(Math.Clamp(key / 20, 0.05f, 20), 0.5f);
        return new HdrLook(
            Math.Clamp(target / MathF.Max(key, 0.01f), 0.1f, 4),
            draws.Chance(BlackAndWhite) ? 0 : draws.Between(0.5f, 1),
            MathF.Min(draws.Pick([400f, 600, 1000, 1000, 1000, 2000, 4000, 10_000]), peakNits));
    }

    /// <summary>Grades equally long rows of linear-light BT.2020 nits in place.</summary>
    public void Apply(Span<float> red, Span<float> green, Span<float> blue)
    {
        var rented = ArrayPool<float>.Shared.Rent(red.Length);
        var gain = rented.AsSpan(0, red.Length);
        Saturate.Apply(red, green, blue, Exposure, Saturation);
        for (var i = 0; i < red.Length; i++)
            gain[i] = MathF.Max(red[i], MathF.Max(green[i], blue[i]));

        _gain.Evaluate(gain);
        for (var i = 0; i < red.Length; i++)
            (red[i], green[i], blue[i]) = (Limit(red[i] * gain[i]), Limit(green[i] * gain[i]), Limit(blue[i] * gain[i]));

        ArrayPool<float>.Shared.Return(rented);
    }

    // The table rounds: its peak may be off in the last digits.
    private float Limit(float nits) => MathF.Min(nits, PeakNits);
}
