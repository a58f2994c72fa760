namespace JsiGan.Search.Sequences;

/// <summary>Random numbers of a seed and a purpose: counter-based, so that they do not depend on what was drawn elsewhere.</summary>
public sealed class SeededRandom(long seed, long stream)
{
    private readonly ulong _key = Hash64.At((ulong)seed, (ulong)stream);
    private ulong _counter;

    /// <summary>Uniform in [0, 1), a multiple of 2^-53.</summary>
    public double NextDouble() => (Hash64.At(_key, _counter++) >> 11) * (1.0 / (1UL << 53));

    /// <summary>Standard normal, by the transform of Box and Muller (1958).</summary>
    public double NextNormal() => Math.Sqrt(-2 * Math.Log(1 - NextDouble())) * Math.Cos(2 * Math.PI * NextDouble());

    /// <summary>Uniform in 0 to <paramref name="bound"/> - 1.</summary>
    public int Below(int bound) => Hash64.Below(Hash64.At(_key, _counter++), bound);

    /// <summary>An index, with a probability proportional to its weight.</summary>
    public int Pick(ReadOnlySpan<double> weights)
    {
        var sum = 0.0;
        foreach (var weight in weights)
            sum += weight;

        var rest = NextDouble() * sum;
        for (var i = 0; i < weights.Length - 1; i++)
        {
            rest -= weights[i];
            if (rest < 0)
                return i;
        }

        return weights.Length - 1;
    }
}
