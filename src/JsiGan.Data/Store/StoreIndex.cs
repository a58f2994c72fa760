using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using JsiGan.Core.Files;

namespace JsiGan.Data.Store;

/// <summary>The content of a store: index.json, replaced atomically. A checksum over its text detects alterations.</summary>
/// <param name="Scale">High-resolution pixels per low-resolution pixel along one axis.</param>
/// <param name="Clips">The clips in the order of their frames.</param>
internal sealed record StoreIndex(int Scale, IReadOnlyList<StoredClip> Clips)
{
    public const int CurrentVersion = 2;

    public const string Name = "index.json";

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        RespectRequiredConstructorParameters = true,
        RespectNullableAnnotations = true,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false) },
    };

    /// <exception cref="FailureException">The index is missing, unreadable, altered or of another version.</exception>
    public static StoreIndex Read(string folder)
    {
        var path = Path.Combine(folder, Name);
        if (!File.Exists(path))
        {
            throw new FailureException(Directory.Exists(folder)
                ? $"The folder {folder} has no {Name}, so it is not a finished frame store: repeat the `jsigan ingest` that was to make it."
                : $"The frame store {folder} does not exist: make one with `jsigan ingest`.");
        }

        return Parse(File.ReadAllBytes(path), path);
    }

    /// <param name="text">Untrusted bytes.</param>
    /// <param name="path">Named in messages.</param>
    /// <exception cref="FailureException">They are not an index that this program can use.</exception>
    public static StoreIndex Parse(byte[] text, string path)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            var root = document.RootElement;
            var version = root.GetProperty("version").GetInt32();
            if (version != CurrentVersion)
                throw StoreFaults.Damaged($"{path} is of version {version}, but this program reads version {CurrentVersion}");

            var store = root.GetProperty("store");
            var (stated, actual) = (root.GetProperty("checksum").GetString(), Sum(store.GetRawText()));
            if (stated != actual)
                throw StoreFaults.Damaged($"{path} has the checksum {actual}, but states {stated}");

            var index = store.Deserialize<StoreIndex>(Json) ?? throw new JsonException("its store is null");
            return StoreRules.FirstFault(index) is { } fault ? throw StoreFaults.Damaged($"in {path}, {fault}") : index;
        }
        catch (Exception fault) when (fault is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            throw StoreFaults.Damaged($"{path} is not an index of version {CurrentVersion} ({fault.Message})");
        }
    }

    /// <summary>Replaces the index atomically.</summary>
    public void Write(string folder)
    {
        var store = JsonSerializer.Serialize(this, Json);
        var text = $$"""
            { "version": {{CurrentVersion}}, "checksum": "{{Sum(store)}}", "store": {{store}} }

            """;
        AtomicFile.Write(Path.Combine(folder, Name), text);
    }

    private static string Sum(string text) => Checksum.Of(Encoding.UTF8.GetBytes(text)).ToString("x8");
}
