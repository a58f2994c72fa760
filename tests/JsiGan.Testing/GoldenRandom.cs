namespace JsiGan.Testing;

/// <summary>
/// The formula of tests/golden/README.md that every input and parameter of the known answers comes from (splitmix64's mixing step).
/// </summary>
public static class GoldenRandom
{
    /// <summary>The first <paramref name="count"/> values of stream <paramref name="seed"/>, in [0, 1).</summary>
    public static float[] Fill(int seed, int count) => Uniform(seed, count, 0f, 1f);

    /// <summary>Values in [low, high): low + u * (high - low), computed in float32 in C order.</summary>
    public static float[] Uniform(int seed, int count, double low, double high)
    {
        var values = new float[count];
        var start = (float)low;
        var range = (float)(high - low);
        var first = ((ulong)seed << 32) + 0x9E3779B97F4A7C15;
        for (var i = 0; i < values.Length; i++)
        {
            var z = first + (ulong)i;
            z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
            z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
            z ^= z >> 31;
            values[i] = start + (z >> 40) * (1f / 16777216f) * range;
        }

        return values;
    }
}
