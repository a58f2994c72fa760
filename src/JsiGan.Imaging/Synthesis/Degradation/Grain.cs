using JsiGan.Imaging.Synthesis.Seeded;

namespace JsiGan.Imaging.Synthesis.Degradation;

/// <summary>
/// Film grain and sensor noise in linear light. Grain is multiplicative, as density is the logarithm of light; the noise's variance is
/// proportional to the light (photons; Foi et al. 2008). Grains are about 1.5 pixels wide and mostly grey.
/// </summary>
/// <param name="Density">Standard deviation of the grain, share of the light.</param>
/// <param name="ShotNoise">Standard deviation of the noise at 1 nit, nits.</param>
/// <param name="Seed">Another seed gives other grains.</param>
internal sealed record Grain(float Density, float ShotNoise, uint Seed)
{
    // Of the variance of a component, what it shares with the others and what is its own.
    private static readonly float Shared = MathF.Sqrt(0.75f);
    private static readonly float Own = MathF.Sqrt(0.25f);

    /// <summary>Adds grain to row <paramref name="y"/> in place; light stays within 0 and the peak.</summary>
    public void Apply(int y, Span<float> red, Span<float> green, Span<float> blue, float peakNits)
    {
        if (Density <= 0 && ShotNoise <= 0)
            return;

        for (var x = 0; x < red.Length; x++)
        {
            var grey = Shared * At(x, y, Seed);
            red[x] = MathF.Min(Add(red[x], grey + (Own * At(x, y, Seed + 1))), peakNits);
            green[x] = MathF.Min(Add(green[x], grey + (Own * At(x, y, Seed + 2))), peakNits);
            blue[x] = MathF.Min(Add(blue[x], grey + (Own * At(x, y, Seed + 3))), peakNits);
        }
    }

    /// <summary>Adds white noise of a standard deviation to a row of signals in place, within [0, 1].</summary>
    public static void AddWhite(int y, Span<float> row, float deviation, uint seed)
    {
        for (var x = 0; x < row.Length; x++)
            row[x] = Math.Clamp(row[x] + (deviation * Noise.Normal(x, y, seed)), 0, 1);
    }

    // Four neighbouring cells averaged, of variance 1 again.
    private static float At(int x, int y, uint seed) => 0.5f * (Noise.Normal(x, y, seed) + Noise.Normal(x + 1, y, seed)
        + Noise.Normal(x, y + 1, seed) + Noise.Normal(x + 1, y + 1, seed));

    private float Add(float light, float normal) =>
        MathF.Max(light + (normal * MathF.Sqrt((Density * Density * light * light) + (ShotNoise * ShotNoise * light))), 0);
}
