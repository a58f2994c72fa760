using System.Text.Json;

namespace JsiGan.Imaging.Frames.Store;

/// <summary>What a store holds, kept as JSON beside the tiles.</summary>
internal sealed record StoreIndex(
    int Version,
    int Width,
    int Height,
    int Scale,
    int FrameCount,
    int HoldOutEvery,
    uint HighChecksum,
    uint LowChecksum,
    ClipFingerprint Hdr,
    ClipFingerprint Sdr)
{
    public const int CurrentVersion = 1;

    private const string Name = "index.json";

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    /// <exception cref="FailureException">The index is missing, unreadable or of another version.</exception>
    public static StoreIndex Read(string folder)
    {
        var path = Path.Combine(folder, Name);
        if (!File.Exists(path))
        {
            throw new FailureException(
                $"The frame store {folder} has no {Name}, so it is not whole: delete the folder, and it is built again from the clips.");
        }

        StoreIndex? index = null;
        try
        {
            index = JsonSerializer.Deserialize<StoreIndex>(File.ReadAllBytes(path), Json);
        }
        catch (JsonException)
        {
            // Told below, with what else makes an index useless.
        }

        if (index is not { Version: CurrentVersion, Hdr: not null, Sdr: not null, Width: > 0, Height: > 0, Scale: > 0, FrameCount: > 0 })
        {
            throw new FailureException(
                $"The frame store is damaged: {path} is no index of version {CurrentVersion} (found version {index?.Version ?? 0}); "
                + "delete its folder, and it is built again from the clips.");
        }

        return index;
    }

    public void Write(string folder) => File.WriteAllBytes(Path.Combine(folder, Name), JsonSerializer.SerializeToUtf8Bytes(this, Json));
}
