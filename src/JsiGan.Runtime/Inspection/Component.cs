namespace JsiGan.Runtime.Inspection;

/// <summary>A part of the environment that a run depends on.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Version">Its version, or "not found".</param>
/// <param name="Source">The file, folder or device where it was found; empty if not found.</param>
public sealed record Component(string Name, string Version, string Source)
{
    public static Component Missing(string name, string reason = "") => new(name, "not found", reason);
}
