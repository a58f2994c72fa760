using System.Numerics;
using JsiGan.Imaging.Synthesis.Seeded;

namespace JsiGan.Imaging.Synthesis.Scenes;

/// <summary>Something that stands at a random place of its cell of the integer grid.</summary>
/// <param name="X">Its place, cells.</param>
/// <param name="Y">Its place, cells.</param>
/// <param name="Rank">In [0, 1): the higher lies in front of the lower.</param>
/// <param name="Kind">In [0, 1).</param>
/// <param name="Angle">Radians.</param>
internal readonly record struct ScatteredCell(float X, float Y, float Rank, float Kind, float Angle)
{
    /// <summary>Cosine and sine of the angle.</summary>
    public Vector2 Turn { get; } = new(MathF.Cos(Angle), MathF.Sin(Angle));

    public static ScatteredCell Of(int x, int y, uint seed) => new(
        x + Noise.Cell(x, y, seed + 1),
        y + Noise.Cell(x, y, seed + 2),
        Noise.Cell(x, y, seed),
        Noise.Cell(x, y, seed + 4),
        MathF.Tau * Noise.Cell(x, y, seed + 3));
}
