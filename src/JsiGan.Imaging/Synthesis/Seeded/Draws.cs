namespace JsiGan.Imaging.Synthesis.Seeded;

/// <summary>Random numbers in the order they are asked for; the same key gives the same ones.</summary>
internal sealed class Draws(ulong key)
{
    private ulong _count;

    /// <summary>A number in [0, 1).</summary>
    public float Next() => Word() * (1f / (1 << 24));

    /// <summary>A number between two others.</summary>
    public float Between(float low, float high) => low + ((high - low) * Next());

    /// <summary>A number between two positive ones whose logarithm is uniform.</summary>
    public float Ratio(float low, float high) => low * MathF.Pow(high / low, Next());

    public bool Chance(float probability) => Next() < probability;

    public T Pick<T>(IReadOnlyList<T> values) => values[(int)(Next() * values.Count)];

    public uint Seed() => Word();

    private uint Word() => (uint)(Hash64.At(key, _count++) >> 40);
}
