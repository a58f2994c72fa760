using System.Globalization;
using System.Numerics;
using YamlDotNet.RepresentationModel;

namespace JsiGan.Training.Recipes;

/// <summary>
/// Reads the keys of one YAML mapping. A value of the wrong type becomes a fault and the fallback is returned, so that one pass finds every
/// fault; keys that nobody asked for are faults too (<see cref="Close"/>).
/// </summary>
internal sealed class YamlSection
{
    private readonly Dictionary<string, YamlNode> _nodes = [];
    private readonly HashSet<string> _known = [];
    private readonly string _path;
    private readonly YamlFaults _faults;

    public YamlSection(YamlNode? node, string path, YamlFaults faults)
    {
        _path = path;
        _faults = faults;
        IsGiven = node is not null;
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
            faults.Add(path, node, $"{(path.Length == 0 ? "the recipe" : path)} is {Describe(node)}, expected keys and values.");
        }
    }

    /// <summary>Whether the file has this section.</summary>
    public bool IsGiven { get; }

    public bool Has(string key) => Find(key) is not null;

    public YamlSection Section(string key) => new(Find(key), PathOf(key), _faults);

    public T Whole<T>(string key, T fallback)
        where T : struct, IBinaryInteger<T> =>
        Read(key, fallback, "a whole number",
            text => T.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var v) ? v : null);

    public double Number(string key, double fallback) =>
        Read<double>(key, fallback, "a number", text =>
            double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var v) && double.IsFinite(v) ? v : null);

    public bool Flag(string key, bool fallback) =>
        Read<bool>(key, fallback, "true or false", text => text switch { "true" => true, "false" => false, _ => null });

    public T Choice<T>(string key, T fallback)
        where T : struct, Enum =>
        Read(key, fallback, string.Join(" or ", Enum.GetValues<T>().Select(Kebab.Of)),
            text => Enum.GetValues<T>().Where(v => Kebab.Of(v) == text).Select(v => (T?)v).FirstOrDefault());

    public string? Text(string key, string? fallback)
    {
        if (Find(key) is not { } node)
        {
            return fallback;
        }

        if (node is YamlScalarNode { Value.Length: > 0 } scalar)
        {
            return scalar.Value;
        }

        _faults.Add(PathOf(key), node, $"{PathOf(key)} is {Describe(node)}, expected a text.");
        return fallback;
    }

    public IReadOnlyList<int> Integers(string key, IReadOnlyList<int> fallback)
    {
        if (Find(key) is not { } node)
        {
            return fallback;
        }

        if (node is YamlSequenceNode sequence)
        {
            var values = sequence.Children
                .Select(child => int.TryParse((child as YamlScalarNode)?.Value, CultureInfo.InvariantCulture, out var v) ? v : (int?)null);
            if (values.All(value => value is not null))
            {
                return [.. values.Select(value => value!.Value)];
            }
        }

        _faults.Add(PathOf(key), node,
            $"{PathOf(key)} is {Describe(node)}, expected a list of whole numbers such as [{string.Join(", ", fallback)}].");
        return fallback;
    }

    /// <summary>Faults every key that was not asked for.</summary>
    public void Close()
    {
        foreach (var key in _nodes.Keys.Where(key => !_known.Contains(key)))
        {
            var advice = NearestKey.Of(key, _known) is { } near ? $"did you mean {near}?"
                : $"expected one of {string.Join(", ", _known.Order(StringComparer.Ordinal))}.";
            _faults.Add(PathOf(key), _nodes[key], $"unknown key {key}{(_path.Length == 0 ? "" : $" in {_path}")}: {advice}");
        }
    }

    private T Read<T>(string key, T fallback, string expected, Func<string, T?> parse)
        where T : struct
    {
        if (Find(key) is not { } node)
        {
            return fallback;
        }

        if (node is YamlScalarNode scalar && parse(scalar.Value ?? "") is { } value)
        {
            return value;
        }

        _faults.Add(PathOf(key), node, $"{PathOf(key)} is {Describe(node)}, expected {expected}.");
        return fallback;
    }

    private YamlNode? Find(string key)
    {
        _known.Add(key);
        return _nodes.GetValueOrDefault(key);
    }

    private string PathOf(string key) => _path.Length == 0 ? key : $"{_path}.{key}";

    private static string Describe(YamlNode node) => node switch
    {
        YamlScalarNode { Value: null or "" } => "empty",
        YamlScalarNode scalar => $"\"{scalar.Value}\"",
        YamlSequenceNode => "a list",
        _ => "a section",
    };
}
