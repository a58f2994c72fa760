using JsiGan.Imaging.Synthesis.Seeded;

namespace JsiGan.Imaging.Synthesis.Degradation;

/// <summary>The degradation of a shot.</summary>
internal sealed record FilmLook
{
    /// <summary>Of the lens, in linear light of both sides, 0 to 1.</summary>
    public float Softness { get; init; }

    /// <summary>Of both sides, in linear light.</summary>
    public Grain Grain { get; init; } = new(0, 0, 0);

    /// <summary>Resampling of the SDR side, in R'G'B': softer above 0, sharper below.</summary>
    public float SdrSoftness { get; init; }

    /// <summary>Standard deviation of the noise of the SDR side, share of R'G'B'.</summary>
    public float SdrNoise { get; init; }

    /// <summary>x264's quantizer of the SDR side.</summary>
    public int SdrQuantizer { get; init; }

    public static FilmLook Draw(Draws draws) => new()
    {
        Softness = draws.Chance(0.8f) ? draws.Between(0.2f, 1) : 0,
        Grain = new Grain(
            draws.Chance(0.6f) ? draws.Ratio(0.004f, 0.05f) : 0, draws.Chance(0.5f) ? draws.Ratio(0.001f, 0.02f) : 0, draws.Seed()),
        SdrSoftness = draws.Chance(0.6f) ? draws.Between(-0.4f, 0.8f) : 0,
        SdrNoise = draws.Chance(0.3f) ? draws.Ratio(0.001f, 0.006f) : 0,
        SdrQuantizer = (int)draws.Between(8, 31),
    };

    /// <summary>Adds the noise of the SDR side to row <paramref name="y"/> of R'G'B'.</summary>
    public void AddSdrNoise(int y, Span<float> red, Span<float> green, Span<float> blue)
    {
        if (SdrNoise <= 0)
            return;

        Grain.AddWhite(y, red, SdrNoise, Grain.Seed + 11);
        Grain.AddWhite(y, green, SdrNoise, Grain.Seed + 12);
        Grain.AddWhite(y, blue, SdrNoise, Grain.Seed + 13);
    }
}
