namespace JsiGan.Imaging.Color;

/// <summary>The tone-mapping operators by name.</summary>
public static class ToneMaps
{
    /// <summary>Names, the default first.</summary>
    public static IReadOnlyList<string> Names { get; } = ["hable", "reinhard", "bt2446a"];

    /// <param name="name">One of <see cref="Names"/>.</param>
    /// <param name="peakNits">Light that becomes SDR white.</param>
    public static IToneMap Create(string name, double peakNits) => name switch
    {
        "hable" => new SdrToneMap(peakNits),
        "reinhard" => new SdrToneMap(peakNits, Curve: Reinhard.Map),
        "bt2446a" => new Bt2446A(peakNits),
        _ => throw new ArgumentException($"There is no tone mapping {name}, but {string.Join(", ", Names)}.", nameof(name)),
    };
}
