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

    public static int RoundUp(int channels) => (channels + Lanes - 1) / Lanes * Lanes;

    public void Dispose() => Matrices.Dispose();
}
