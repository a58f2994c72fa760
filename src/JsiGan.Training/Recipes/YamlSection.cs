using YamlDotNet.RepresentationModel;

namespace JsiGan.Training.Recipes;

/// <summary>
/// Reads one YAML mapping into a record of options. A value of the wrong type becomes a fault and the default is kept, so that one pass
/// finds all faults; so does an unknown key.
/// </summary>
public sealed class YamlSection
{
    private readonly Dictionary<string, YamlNode> _nodes = [];
    private readonly string _path;
    private readonly YamlFaults _faults;

    /// <param name="node">The mapping; null or empty for none.</param>
    /// <param name="path">Its key, with dots between levels; empty for the whole file.</param>
    /// <param name="faults">Takes what is wrong.</param>
    public YamlSection(YamlNode? node, string path, YamlFaults faults)
    {
        (_path, _faults) = (path, faults);
        if (node is YamlMappingNode mapping)
        {
            foreach (var (key, value) in mapping.Children)
            {
                _nodes[key.ToString()] = value;
                faults.Locate(PathOf(key.ToString()), key.Start.Line);
            }
        }
        else if (node is not null and not YamlScalarNode { Value: "" })
        {
            faults.Add(path, node, $"{(path.Length == 0 ? "the file" : path)} is {Describe(node)}, expected keys and values.");
        }
    }

    /// <summary>Keys that the caller reads itself. Default: none.</summary>
    public IReadOnlyList<string> ReadElsewhere { get; init; } = [];

    /// <summary>The record that the mapping describes.</summary>
    /// <param name="defaults">A record with the values of all keys that are missing.</param>
    public T Read<T>(T defaults)
        where T : class
    {
        var members = OptionMember.Of(defaults.GetType());
        var record = Activator.CreateInstance(defaults.GetType())!;
        foreach (var member in members)
        {
            var fallback = member.Property.GetValue(defaults);
            var node = _nodes.GetValueOrDefault(member.Key);
            member.Property.SetValue(record, node is null ? fallback
                : member.Type is { } type ? Read(member.Key, node, type, fallback)
                : new YamlSection(node, PathOf(member.Key), _faults)
                    .Read(fallback ?? Activator.CreateInstance(member.Property.PropertyType)!));
        }

        RejectUnknown([.. members.Select(member => member.Key), .. ReadElsewhere]);
        return (T)record;
    }

    private object? Read(string key, YamlNode node, OptionType type, object? fallback)
    {
        if (type.Parse(node) is { } value)
            return value;

        var example = fallback is IReadOnlyList<int> ? $" such as {type.Format(fallback)}" : "";
        _faults.Add(PathOf(key), node, $"{PathOf(key)} is {Describe(node)}, expected {type.Expected}{example}.");
        return fallback;
    }

    private void RejectUnknown(IReadOnlyList<string> known)
    {
        foreach (var (key, node) in _nodes.Where(entry => !known.Contains(entry.Key)))
        {
            var advice = NearestKey.Of(key, known) is { } near ? $"did you mean {near}?"
                : $"expected one of {string.Join(", ", known.Order(StringComparer.Ordinal))}.";
            _faults.Add(PathOf(key), node, $"unknown key {key}{(_path.Length == 0 ? "" : $" in {_path}")}: {advice}");
        }
    }

    private string PathOf(string key) => _path.Length == 0 ? key : $"{_path}.{key}";

    /// <summary>What a node is, for messages.</summary>
    public static string Describe(YamlNode node) => node switch
    {
        YamlScalarNode { Value: null or "" } => "empty",
        YamlScalarNode scalar => $"\"{scalar.Value}\"",
        YamlSequenceNode => "a list",
        _ => "a section",
    };
}
