using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace JsiGan.Models.Convolutions;

/// <summary>
/// Neighbouring pixels of eight channels, which lie <c>plane</c> values apart, as one vector of channels per pixel, and back.
/// </summary>
internal static unsafe class ChannelTranspose
{
    /// <summary>In both halves of the result: the lower pairs of values of the two operands.</summary>
    private const byte LowerPairs = 0b01_00_01_00;

    /// <summary>In both halves of the result: the upper pairs of values of the two operands.</summary>
    private const byte UpperPairs = 0b11_10_11_10;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static (Vector256<float> P0, Vector256<float> P1, Vector256<float> P2, Vector256<float> P3) LoadFour(float* source, int plane)
    {
        Vector256<float> c0 = Load(source, plane), c1 = Load(source + plane, plane);
        Vector256<float> c2 = Load(source + 2 * plane, plane), c3 = Load(source + 3 * plane, plane);
        Vector256<float> lower01 = Avx.UnpackLow(c0, c1), upper01 = Avx.UnpackHigh(c0, c1);
        Vector256<float> lower23 = Avx.UnpackLow(c2, c3), upper23 = Avx.UnpackHigh(c2, c3);
        return (
            Avx.Shuffle(lower01, lower23, LowerPairs),
            Avx.Shuffle(lower01, lower23, UpperPairs),
            Avx.Shuffle(upper01, upper23, LowerPairs),
            Avx.Shuffle(upper01, upper23, UpperPairs));
    }

    /// <summary>The first two of four pixels.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static (Vector256<float> P0, Vector256<float> P1) LoadTwo(float* source, int plane)
    {
        var lower01 = Avx.UnpackLow(Load(source, plane), Load(source + plane, plane));
        var lower23 = Avx.UnpackLow(Load(source + 2 * plane, plane), Load(source + 3 * plane, plane));
        return (Avx.Shuffle(lower01, lower23, LowerPairs), Avx.Shuffle(lower01, lower23, UpperPairs));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreFour(
        Vector256<float> p0, Vector256<float> p1, Vector256<float> p2, Vector256<float> p3, float* destination, int plane)
    {
        Vector256<float> lower01 = Avx.UnpackLow(p0, p1), upper01 = Avx.UnpackHigh(p0, p1);
        Vector256<float> lower23 = Avx.UnpackLow(p2, p3), upper23 = Avx.UnpackHigh(p2, p3);
        Store(Avx.Shuffle(lower01, lower23, LowerPairs), destination, plane);
        Store(Avx.Shuffle(lower01, lower23, UpperPairs), destination + plane, plane);
        Store(Avx.Shuffle(upper01, upper23, LowerPairs), destination + 2 * plane, plane);
        Store(Avx.Shuffle(upper01, upper23, UpperPairs), destination + 3 * plane, plane);
    }

    /// <summary>Four pixels of a channel in the lower half, of the fourth channel after it in the upper.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<float> Load(float* source, int plane) =>
        Vector256.Create(Vector128.Load(source), Vector128.Load(source + 4 * plane));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store(Vector256<float> pixels, float* destination, int plane)
    {
        pixels.GetLower().Store(destination);
        pixels.GetUpper().Store(destination + 4 * plane);
    }
}
