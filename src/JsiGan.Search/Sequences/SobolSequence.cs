namespace JsiGan.Search.Sequences;

/// <summary>
/// A low-discrepancy sequence in the unit cube (Sobol 1967) in the Gray-code order of Antonov and Saleev (1979), with the direction numbers
/// of Joe and Kuo; optionally scrambled by a seed. Any point can be computed without those before it.
/// </summary>
/// <remarks>
/// The scrambling is Owen's nested uniform one by hashing ("Practical hash-based Owen scrambling", Burley 2020). Dimensions beyond the
/// table (64) are uniform random numbers of the seed.
/// </remarks>
public sealed class SobolSequence
{
    private const int Bits = 32;

    private readonly uint[][] _directions;
    private readonly uint[]? _seeds;
    private readonly ulong _seed;

    /// <param name="dimensions">Coordinates of a point.</param>
    /// <param name="seed">Seed of the scrambling; null: the sequence as published.</param>
    public SobolSequence(int dimensions, long? seed)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(dimensions, 1);
        if (seed is null)
            ArgumentOutOfRangeException.ThrowIfGreaterThan(dimensions, JoeKuo.Dimensions);

        Dimensions = dimensions;
        _directions = [.. Enumerable.Range(0, Math.Min(dimensions, JoeKuo.Dimensions)).Select(Directions)];
        _seed = (ulong)(seed ?? 0);
        if (seed is not null)
            _seeds = [.. Enumerable.Range(0, dimensions).Select(d => (uint)(Hash64.At(_seed, (ulong)d) >> 32))];
    }

    public int Dimensions { get; }

    /// <summary>Writes point number <paramref name="index"/>, from 0: coordinates in [0, 1).</summary>
    public void Point(uint index, Span<double> point)
    {
        var gray = index ^ (index >> 1);
        for (var d = 0; d < Dimensions; d++)
        {
            if (d >= _directions.Length)
            {
                point[d] = Fraction((uint)(Hash64.At(Hash64.At(_seed, (ulong)d), index) >> 32));
                continue;
            }

            var word = 0u;
            for (var bit = 0; gray >> bit != 0; bit++)
            {
                if (((gray >> bit) & 1) != 0)
                    word ^= _directions[d][bit];
            }

            point[d] = Fraction(_seeds is null ? word : Scramble(word, _seeds[d]));
        }
    }

    public double[] Point(uint index)
    {
        var point = new double[Dimensions];
        Point(index, point);
        return point;
    }

    private static double Fraction(uint word) => word * (1.0 / (1UL << Bits));

    /// <summary>v_k = m_k / 2^k, m_k by the recurrence of the primitive polynomial (Joe and Kuo, Eq. 2).</summary>
    private static uint[] Directions(int dimension)
    {
        var directions = new uint[Bits];
        if (dimension == 0)
        {
            for (var k = 0; k < Bits; k++)
                directions[k] = 1u << (Bits - 1 - k);

            return directions;
        }

        var row = JoeKuo.Rows[dimension - 1];
        var (coefficients, degree) = (row[0], row.Length - 1);
        for (var k = 0; k < Bits; k++)
        {
            if (k < degree)
            {
                directions[k] = (uint)row[k + 1] << (Bits - 1 - k);
                continue;
            }

            directions[k] = directions[k - degree] ^ (directions[k - degree] >> degree);
            for (var j = 1; j < degree; j++)
            {
                if (((coefficients >> (degree - 1 - j)) & 1) != 0)
                    directions[k] ^= directions[k - j];
            }
        }

        return directions;
    }

    /// <summary>Flips each bit by a hash of the bits above it: the permutation of Laine and Karras (2011) on the reversed word.</summary>
    private static uint Scramble(uint word, uint seed)
    {
        var x = Reverse(word) + seed;
        x ^= x * 0x6c50b47cu;
        x ^= x * 0xb82f1e52u;
        x ^= x * 0xc7afe638u;
        x ^= x * 0x8d22f6e6u;
        return Reverse(x);
    }

    private static uint Reverse(uint word)
    {
        word = ((word >> 1) & 0x55555555) | ((word & 0x55555555) << 1);
        word = ((word >> 2) & 0x33333333) | ((word & 0x33333333) << 2);
        word = ((word >> 4) & 0x0F0F0F0F) | ((word & 0x0F0F0F0F) << 4);
        return System.Buffers.Binary.BinaryPrimitives.ReverseEndianness(word);
    }
}
