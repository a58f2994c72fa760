namespace JsiGan.Imaging.Preview;

/// <summary>Luminance as colour, on a logarithmic scale from 0.01 to 10,000 nits: dark blue, blue, green, yellow, red, white.</summary>
public static class FalseColour
{
    private const double LowestDecade = -2;
    private const double HighestDecade = 4;

    // One colour per decade, from 0.01 nits on.
    private static readonly (double Red, double Green, double Blue)[] Stops =
    [
        (0.03, 0.03, 0.10), (0.14, 0.12, 0.42), (0.10, 0.38, 0.80), (0.10, 0.66, 0.52), (0.62, 0.82, 0.18), (0.96, 0.62, 0.10),
        (1.00, 1.00, 1.00),
    ];

    /// <summary>The decades, as labels of a scale: one for each colour.</summary>
    public static IReadOnlyList<string> Labels { get; } = ["0.01", "0.1", "1", "10", "100", "1000", "10000"];

    /// <summary>The colour of a luminance, R, G, B in [0, 1].</summary>
    public static (double Red, double Green, double Blue) Of(double nits)
    {
        var decade = Math.Clamp(Math.Log10(Math.Max(nits, double.Epsilon)), LowestDecade, HighestDecade) - LowestDecade;
        var below = Math.Min((int)decade, Stops.Length - 2);
        var (low, high, share) = (Stops[below], Stops[below + 1], decade - below);
        return (Mix(low.Red, high.Red), Mix(low.Green, high.Green), Mix(low.Blue, high.Blue));

        double Mix(double first, double second) => first + ((second - first) * share);
    }

    /// <summary>The luminance at a place of the scale, 0 at its left end and 1 at its right end.</summary>
    public static double NitsAt(double place) => Math.Pow(10, LowestDecade + (place * (HighestDecade - LowestDecade)));
}
