using System.Globalization;
using JsiGan.Search.Spaces;
using JsiGan.Training.Recipes;
using YamlDotNet.RepresentationModel;

namespace JsiGan.Runtime.Sweeps;

/// <summary>Reads the cases of a sweep: - { name: a, set: { KEY: VALUE }, published: { OBJECTIVE: VALUE } }.</summary>
internal static class CaseReader
{
    public const string Path = "cases";

    public static IReadOnlyList<SweepCase> Read(YamlNode node, YamlFaults faults)
    {
        faults.Locate(Path, node.Start.Line);
        if (node is not YamlSequenceNode list)
        {
            faults.Add(Path, node, $"{Path} is {YamlSection.Describe(node)}, expected a list of cases.");
            return [];
        }

        return [.. list.Children.Select((each, index) => One(each, index, faults))];
    }

    private static SweepCase One(YamlNode node, int index, YamlFaults faults)
    {
        var path = string.Create(CultureInfo.InvariantCulture, $"{Path}[{index + 1}]");
        var read = new YamlSection(node, path, faults) { ReadElsewhere = ["set", "published"] }.Read(new CaseOptions());
        var values = Children(node, "set").Select(each => new KeyValuePair<string, string>(each.Key, CanonicalText.Normal(each.Value)));
        var published = new Dictionary<string, double>();
        foreach (var (objective, text) in Children(node, "published"))
        {
            if (CanonicalText.TryParse(text, out var number))
                published[objective] = number;
            else
                faults.Add(path, node, $"published {objective} of {path} is \"{text}\", expected a number.");
        }

        return new SweepCase(
            read.Name.Length > 0 ? read.Name : (index + 1).ToString(CultureInfo.InvariantCulture),
            new Assignment(values.DistinctBy(pair => pair.Key)), published);
    }

    private static IEnumerable<(string Key, string Value)> Children(YamlNode node, string key) =>
        node is YamlMappingNode mapping && mapping.Children.TryGetValue(new YamlScalarNode(key), out var found)
            && found is YamlMappingNode entries
            ? entries.Children.Select(each => (each.Key.ToString(), each.Value.ToString()))
            : [];
}

/// <summary>What a case says beside its values.</summary>
public sealed record CaseOptions
{
    [Option("Name of the case in tables.")]
    public string Name { get; init; } = "";
}
