namespace JsiGan.Core;

/// <summary>Counter-based random numbers: a well-mixed function of a key and a counter instead of a state that must be replayed.</summary>
public static class Hash64
{
    private const ulong GoldenGamma = 0x9E3779B97F4A7C15;

    /// <summary>The finalizer of SplitMix64 (Steele, Lea and Flood 2014): a bijection of 64-bit words.</summary>
    public static ulong Mix(ulong x)
    {
        x = (x ^ (x >> 30)) * 0xBF58476D1CE4E5B9;
        x = (x ^ (x >> 27)) * 0x94D049BB133111EB;
        return x ^ (x >> 31);
    }

    /// <summary>Word number <paramref name="counter"/> of the sequence of <paramref name="key"/>.</summary>
    public static ulong At(ulong key, ulong counter) => Mix(Mix(key + GoldenGamma) + (GoldenGamma * (counter + 1)));

    /// <summary>A word reduced to [0, bound) by multiplication (Lemire 2019); the bias is below bound / 2^64.</summary>
    public static int Below(ulong word, int bound) => (int)Math.BigMul(word, (ulong)bound, out _);
}
