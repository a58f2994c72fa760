namespace JsiGan.Data.Patches;

/// <summary>Sides of a square training patch.</summary>
/// <param name="LowSize">Side of the SDR input, low-resolution pixels.</param>
/// <param name="Scale">High-resolution pixels per low-resolution pixel along one axis: 1, 2 or 4.</param>
public sealed record PatchGeometry(int LowSize, int Scale)
{
    /// <summary>Side of the HDR target, high-resolution pixels.</summary>
    public int HighSize => LowSize * Scale;

    /// <summary>Bytes of one SDR patch: 3 x LowSize x LowSize codes.</summary>
    public int LowSamples => 3 * LowSize * LowSize;

    /// <summary>Codes of one HDR patch: 3 x HighSize x HighSize.</summary>
    public int HighSamples => 3 * HighSize * HighSize;
}
