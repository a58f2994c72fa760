using System.Numerics;
using System.Runtime.CompilerServices;

namespace JsiGan.Imaging.Synthesis.Scenes;

/// <summary>Seeded value noise over the plane: the same arguments give the same value, without tables or state.</summary>
internal static class Noise
{
    /// <summary>A number in [0, 1) for a cell of the integer grid.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Cell(int x, int y, uint seed)
    {
        var h = unchecked(((uint)x * 0x85EBCA6Bu) ^ ((uint)y * 0xC2B2AE35u) ^ (seed * 0x27D4EB2Fu));
        h = unchecked((h ^ (h >> 15)) * 0x2C1B3C6Du);
        h = unchecked((h ^ (h >> 12)) * 0x297A2D39u);
        return ((h ^ (h >> 15)) >> 8) * (1f / (1 << 24));
    }

    /// <summary>Smooth noise in [0, 1] with features of size 1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Value(float x, float y, uint seed)
    {
        var (floorX, floorY) = (MathF.Floor(x), MathF.Floor(y));
        var (ix, iy) = ((int)floorX, (int)floorY);
        var (fx, fy) = (Ease(x - floorX), Ease(y - floorY));
        var top = Mix(Cell(ix, iy, seed), Cell(ix + 1, iy, seed), fx);
        var bottom = Mix(Cell(ix, iy + 1, seed), Cell(ix + 1, iy + 1, seed), fx);
        return Mix(top, bottom, fy);
    }

    /// <summary>Fractal noise in [0, 1]: octaves of half the size and half the strength each.</summary>
    public static float Fractal(float x, float y, int octaves, uint seed)
    {
        var (sum, strength, total) = (0f, 1f, 0f);
        for (var octave = 0; octave < octaves; octave++)
        {
            sum += strength * Value(x, y, seed + (uint)octave);
            total += strength;
            strength *= 0.5f;
            // Turning each octave hides the grid.
            (x, y) = ((1.6f * x) + (1.2f * y), (1.6f * y) - (1.2f * x));
        }

        return sum / total;
    }

    /// <summary>0 up to <paramref name="from"/>, 1 from <paramref name="to"/> on, smooth between; from may be above to.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Step(float from, float to, float x) => Ease(Math.Clamp((x - from) / (to - from), 0f, 1f));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Mix(float a, float b, float share) => a + ((b - a) * share);

    /// <summary>Light of a colour and a number of nits for its largest component.</summary>
    public static Vector3 Light(float red, float green, float blue, float nits) =>
        new Vector3(red, green, blue) * (nits / MathF.Max(red, MathF.Max(green, blue)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static float Ease(float t) => t * t * (3 - (2 * t));
}
