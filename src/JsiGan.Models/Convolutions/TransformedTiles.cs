using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using JsiGan.Models.Simd;

namespace JsiGan.Models.Convolutions;

/// <summary>Transformed tiles, [36, tiles, channels], channels rounded up to whole lanes.</summary>
internal sealed unsafe class TransformedTiles(Tensor matrices) : IDisposable
{
    /// <summary>Channels that one instruction handles.</summary>
    public const int Lanes = 8;

    public Tensor Matrices { get; } = matrices;

    public int Channels { get; } = (int)matrices.shape[2];

    /// <summary>From one of the 36 matrices to the next, in values.</summary>
    public long Stride { get; } = matrices.shape[1] * matrices.shape[2];

    public float* Address { get; } = TensorMemory.Address<float>(matrices);

    /// <summary>
    /// Tiles without values but for one of zeros that makes their number odd where it is even: where one of the 36 matrices has a multiple
    /// of 4 KiB, the 36 values of a tile compete for the few places of one set of the first-level cache.
    /// </summary>
    public static TransformedTiles Allocate(int tiles, int channels)
    {
        var odd = tiles | 1;
        var result = new TransformedTiles(empty(Winograd.Products, odd, RoundUp(channels), dtype: ScalarType.Float32));
        var length = result.Channels * (odd - tiles);
        for (var product = 0; product < Winograd.Products; product++)
            new Span<float>(result.Address + (product + 1) * result.Stride - length, length).Clear();

        return result;
    }

    /// <summary>Stores a column of six values of eight channels each.</summary>
    /// <param name="values">From top to bottom.</param>
    /// <param name="tile">Takes the first.</param>
    /// <param name="step">From one of the column to the next, in values.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(
        (Vector256<float>, Vector256<float>, Vector256<float>, Vector256<float>, Vector256<float>, Vector256<float>) values, float* tile,
        long step)
    {
        values.Item1.Store(tile);
        values.Item2.Store(tile + step);
        values.Item3.Store(tile + 2 * step);
        values.Item4.Store(tile + 3 * step);
        values.Item5.Store(tile + 4 * step);
        values.Item6.Store(tile + 5 * step);
    }

    public static int RoundUp(int channels) => (channels + Lanes - 1) / Lanes * Lanes;

    public void Dispose() => Matrices.Dispose();
}
