using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace JsiGan.Imaging.Synthesis.Seeded;

/// <summary>Seeded value noise over the plane: the same arguments give the same value, without tables or state.</summary>
internal static class Noise
{
    private const uint XFactor = 0x85EBCA6B;
    private const uint YFactor = 0xC2B2AE35;
    private const uint SeedFactor = 0x27D4EB2F;
    private const int MaxOctaves = 8;

    // Octave k scales by 2^k and turns by k atan(3 / 4).
    private static readonly Vector256<float> Cosines = PerOctave(octave => Complex.Pow(new Complex(1.6, 1.2), octave).Real);
    private static readonly Vector256<float> Sines = PerOctave(octave => Complex.Pow(new Complex(1.6, 1.2), octave).Imaginary);

    // Shares of the octaves by their number; they sum to 1.
    private static readonly Vector256<float>[] Strengths =
    [
        .. Enumerable.Range(0, MaxOctaves + 1).Select(
            octaves => PerOctave(octave => octave < octaves ? Math.ScaleB(1, -octave) / (2 - Math.ScaleB(1, 1 - octaves)) : 0)),
    ];

    /// <summary>A number in [0, 1) for a cell of the integer grid.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Cell(int x, int y, uint seed) => (Hash(x, y, seed) >> 8) * (1f / (1 << 24));

    /// <summary>A number of a cell, nearly normal, of mean 0 and variance 1: the sum of the four bytes of its hash.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Normal(int x, int y, uint seed)
    {
        // Four bytes have the mean 510 and the variance (256^2 - 1) / 3.
        var pairs = Hash(x, y, seed);
        pairs = (pairs & 0x00FF00FF) + ((pairs >> 8) & 0x00FF00FF);
        return ((int)((pairs & 0xFFFF) + (pairs >> 16)) - 510) * (1 / 147.8f);
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

    /// <summary>
    /// Fractal noise in [0, 1]: 1 to 8 octaves of half the size and half the strength each, one in each lane of a vector. Each octave is
    /// turned against the one before, which hides the grid.
    /// </summary>
    public static float Fractal(float x, float y, int octaves, uint seed)
    {
        var (px, py) = ((Cosines * x) + (Sines * y), (Cosines * y) - (Sines * x));
        var (floorX, floorY) = (Vector256.Floor(px), Vector256.Floor(py));
        var (fx, fy) = (Ease(px - floorX), Ease(py - floorY));
        var left = Vector256.ConvertToInt32Native(floorX).AsUInt32() * XFactor;
        var upper = Vector256.ConvertToInt32Native(floorY).AsUInt32() * YFactor;
        var seeds = (Vector256.Create(seed) + Vector256<uint>.Indices) * SeedFactor;
        var (right, lower) = (left + Vector256.Create(XFactor), (upper + Vector256.Create(YFactor)) ^ seeds);
        upper ^= seeds;
        var top = Mix(Scramble(left ^ upper), Scramble(right ^ upper), fx);
        var bottom = Mix(Scramble(left ^ lower), Scramble(right ^ lower), fx);
        return Vector256.Dot(Mix(top, bottom, fy), Strengths[octaves]);
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
    private static uint Hash(int x, int y, uint seed)
    {
        var h = unchecked(((uint)x * XFactor) ^ ((uint)y * YFactor) ^ (seed * SeedFactor));
        h = unchecked((h ^ (h >> 15)) * 0x2C1B3C6Du);
        h = unchecked((h ^ (h >> 12)) * 0x297A2D39u);
        return h ^ (h >> 15);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static float Ease(float t) => t * t * (3 - (2 * t));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<float> Ease(Vector256<float> t) => t * t * (Vector256.Create(3f) - (t + t));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<float> Mix(Vector256<float> a, Vector256<float> b, Vector256<float> share) => a + ((b - a) * share);

    // As Cell, of combined coordinates.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<float> Scramble(Vector256<uint> h)
    {
        h = (h ^ (h >> 15)) * 0x2C1B3C6Du;
        h = (h ^ (h >> 12)) * 0x297A2D39u;
        return Vector256.ConvertToSingle(((h ^ (h >> 15)) >> 8).AsInt32()) * (1f / (1 << 24));
    }

    private static Vector256<float> PerOctave(Func<int, double> value) =>
        Vector256.Create([.. Enumerable.Range(0, MaxOctaves).Select(octave => (float)value(octave))]);
}
