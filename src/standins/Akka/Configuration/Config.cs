using System.Globalization;
using Akka.Actor;

namespace Akka.Configuration;

/// <summary>The configuration cannot be used.</summary>
public class ConfigurationException(string message, Exception? exception = null) : AkkaException(message, exception);

/// <summary>Settings as a tree: nested dictionaries, lists and texts.</summary>
public sealed class Config
{
    private readonly Dictionary<string, object> _root;

    internal Config(Dictionary<string, object> root) => _root = root;

    public static Config Empty { get; } = new([]);

    /// <summary>These settings, and the other's where there is none.</summary>
    public Config WithFallback(Config fallback) => new(Merge(fallback._root, _root));

    public bool HasPath(string path) => Find(path) is not null;

    public Config GetConfig(string path) => Find(path) is Dictionary<string, object> section ? new Config(section) : Empty;

    public string GetString(string path, string? @default = null) => Find(path) as string ?? @default!;

    public int GetInt(string path, int @default = 0) =>
        Find(path) is string text ? int.Parse(text, CultureInfo.InvariantCulture) : @default;

    public bool GetBoolean(string path, bool @default = false) => Find(path) is string text ? text is "on" or "true" or "yes" : @default;

    public IList<string> GetStringList(string path) => Find(path) is List<object> list ? [.. list.Cast<string>()] : [];

    public TimeSpan GetTimeSpan(string path, TimeSpan? @default = null) =>
        Find(path) is string text ? Duration.Parse(path, text) : @default ?? TimeSpan.Zero;

    /// <summary>The texts of a section by their keys, which may hold dots.</summary>
    internal IEnumerable<KeyValuePair<string, string>> Texts(string path) =>
        GetConfig(path)._root.Where(p => p.Value is string).Select(p => KeyValuePair.Create(p.Key, (string)p.Value));

    internal static Dictionary<string, object> Merge(Dictionary<string, object> below, Dictionary<string, object> above)
    {
        var merged = new Dictionary<string, object>(below, StringComparer.Ordinal);
        foreach (var (key, value) in above)
        {
            merged[key] = value is Dictionary<string, object> upper && merged.GetValueOrDefault(key) is Dictionary<string, object> lower
                ? Merge(lower, upper)
                : value;
        }
        return merged;
    }

    private object? Find(string path)
    {
        object? found = _root;
        foreach (var key in path.Split('.'))
            found = (found as Dictionary<string, object>)?.GetValueOrDefault(key);
        return found;
    }
}
