using System.Numerics;

namespace JsiGan.Data.Patches;

/// <summary>
/// A pseudo-random permutation of 0 to n - 1 that computes any value without a list: a balanced Feistel network over the next even power of
/// two, walked along its cycle until the value is below n (Black and Rogaway 2002; fewer than 4 rounds of the walk on average).
/// </summary>
internal readonly struct KeyedPermutation
{
    private const int Rounds = 6;

    private readonly ulong _count;
    private readonly ulong _key;
    private readonly int _halfBits;
    private readonly ulong _halfMask;

    public KeyedPermutation(long count, ulong key)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(count);
        _count = (ulong)count;
        _key = key;
        _halfBits = (64 - BitOperations.LeadingZeroCount(_count - 1) + 1) / 2;
        _halfMask = (1UL << _halfBits) - 1;
    }

    /// <summary>The value at <paramref name="index"/>.</summary>
    public long this[long index]
    {
        get
        {
            if ((ulong)index >= _count)
            {
                throw new ArgumentOutOfRangeException(
                    nameof(index), index, $"The permutation has {_count} values; there is no {index}.");
            }

            var value = (ulong)index;
            do
            {
                value = Encrypt(value);
            }
            while (value >= _count);
            return (long)value;
        }
    }

    private ulong Encrypt(ulong value)
    {
        var (left, right) = (value >> _halfBits, value & _halfMask);
        for (var round = 0UL; round < Rounds; round++)
            (left, right) = (right, left ^ (Hash64.At(_key + round, right) & _halfMask));

        return (left << _halfBits) | right;
    }
}
