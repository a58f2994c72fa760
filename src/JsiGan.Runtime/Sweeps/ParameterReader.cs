using JsiGan.Search.Spaces;
using JsiGan.Training.Recipes;
using YamlDotNet.RepresentationModel;

namespace JsiGan.Runtime.Sweeps;

/// <summary>
/// Reads the parameters of a sweep: KEY: [values], or KEY: { from, to, scale: linear or log, integer: true or false }, or
/// KEY: { values: [...] }; with when: { OTHER: [values] } where it depends on another parameter.
/// </summary>
internal static class ParameterReader
{
    public static IReadOnlyList<Parameter> Read(YamlNode node, YamlFaults faults)
    {
        if (node is not YamlMappingNode mapping)
        {
            faults.Add("parameters", node, $"parameters is {YamlSection.Describe(node)}, expected keys of the recipe and their values.");
            return [];
        }

        var found = new List<Parameter>();
        foreach (var (key, value) in mapping.Children)
        {
            var path = PathOf(key.ToString());
            faults.Locate(path, key.Start.Line);
            if (One(key.ToString(), value, new YamlFaultsOf(faults, path, value)) is { } parameter)
                found.Add(parameter);
        }

        return found;
    }

    /// <summary>Where a parameter's faults are shown.</summary>
    public static string PathOf(string key) => $"parameters.{key}";

    private static Parameter? One(string key, YamlNode node, YamlFaultsOf faults)
    {
        if (node is YamlSequenceNode list)
            return new ChoiceParameter(key, Texts(list));

        if (node is not YamlMappingNode mapping)
        {
            faults.Add($"{key} is {YamlSection.Describe(node)}, expected a list of values, or a range such as {{ from: 0.1, to: 10 }}.");
            return null;
        }

        var range = new YamlSection(mapping, PathOf(key), faults.All) { ReadElsewhere = ["when", "values"] }.Read(new RangeOptions());
        var when = mapping.Children.TryGetValue(new YamlScalarNode("when"), out var condition) ? Condition(key, condition, faults) : null;
        if (mapping.Children.TryGetValue(new YamlScalarNode("values"), out var values))
        {
            if (values is YamlSequenceNode choices)
                return new ChoiceParameter(key, Texts(choices)) { When = when };

            faults.Add($"{key} has values that are {YamlSection.Describe(values)}, expected a list.");
            return null;
        }

        if (range.From is not { } from || range.To is not { } to)
        {
            faults.Add($"{key} has neither a list of values nor both from and to.");
            return null;
        }

        var isLog = range.Scale == RangeScale.Log;
        return range.Integer
            ? new IntegerParameter(key, (long)Math.Round(from), (long)Math.Round(to), isLog) { When = when }
            : new RealParameter(key, from, to, isLog) { When = when };
    }

    private static Condition? Condition(string key, YamlNode node, YamlFaultsOf faults)
    {
        if (node is YamlMappingNode { Children.Count: 1 } mapping && mapping.Children.Single() is var (other, values))
            return new Condition(other.ToString(), values is YamlSequenceNode list ? Texts(list) : [values.ToString()]);

        faults.Add($"when of {key} is {YamlSection.Describe(node)}, expected another parameter and its values, such as "
            + "{ loss.detail: [0.5, 1] }.");
        return null;
    }

    // Numbers in canonical form, as the searchers spell them.
    private static List<string> Texts(YamlSequenceNode list) => [.. list.Children.Select(child => CanonicalText.Normal(child.ToString()))];

    private sealed record YamlFaultsOf(YamlFaults All, string Path, YamlNode Node)
    {
        public void Add(string text) => All.Add(Path, Node, text);
    }
}

/// <summary>A range of a parameter.</summary>
public sealed record RangeOptions
{
    [Option("Least value.")]
    public double? From { get; init; }

    [Option("Greatest value.")]
    public double? To { get; init; }

    [Option("Whether equal differences or equal ratios are equally likely.")]
    public RangeScale Scale { get; init; } = RangeScale.Linear;

    [Option("Whether the values are whole numbers.")]
    public bool Integer { get; init; }
}

/// <summary>Scale of a range.</summary>
public enum RangeScale
{
    Linear,
    Log,
}
