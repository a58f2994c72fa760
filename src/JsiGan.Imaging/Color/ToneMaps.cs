namespace JsiGan.Imaging.Color;

/// <summary>The tone-mapping operators by name.</summary>
public static class ToneMaps
{
    /// <summary>Names, the default first.</summary>
    public static IReadOnlyList<string> Names { get; } = ["hable", "reinhard", "bt2446a", "bt2390", "aces", "mobius", "drago", "clip"];

    /// <param name="name">One of <see cref="Names"/>.</param>
    /// <param name="peakNits">Light that becomes SDR white.</param>
    public static IToneMap Create(string name, double peakNits) => name switch
    {
        "hable" => new SdrToneMap(peakNits),
        "reinhard" => new SdrToneMap(peakNits, Curve: Reinhard.Map),
        "bt2446a" => new Bt2446A(peakNits),
        "bt2390" => new SdrToneMap(peakNits, Curve: Bt2390.Map),
        "aces" => new SdrToneMap(peakNits, Curve: AcesFilmic.Map),
        "mobius" => new SdrToneMap(peakNits, Curve: Mobius.Map),
        "drago" => new SdrToneMap(peakNits, Curve: Drago.Map),
        "clip" => new SdrToneMap(peakNits, Curve: Clip.Map),
        _ => throw new ArgumentException($"There is no tone mapping {name}, but {string.Join(", ", Names)}.", nameof(name)),
    };
}
