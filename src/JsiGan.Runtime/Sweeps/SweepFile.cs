using JsiGan.Search.Trials;
using JsiGan.Training.Recipes;
using YamlDotNet.RepresentationModel;

namespace JsiGan.Runtime.Sweeps;

/// <summary>Reads sweeps from YAML.</summary>
public static class SweepFile
{
    private const string Parameters = "parameters";
    private const string Set = "set";
    private const string Objectives = "objectives";

    /// <summary>Reads a sweep.</summary>
    /// <param name="text">YAML.</param>
    /// <param name="name">The path of the text, for messages.</param>
    /// <exception cref="UsageException">The text is no YAML or has faults: all of them, each with its line.</exception>
    public static SweepOptions Parse(string text, string name)
    {
        var faults = new YamlFaults();
        var root = RecipeFile.Root(text, $"sweep {name}");
        var entries = (root as YamlMappingNode)?.Children.ToDictionary(entry => entry.Key.ToString(), entry => entry.Value) ?? [];
        var section = new YamlSection(root, "", faults) { ReadElsewhere = [Parameters, Set, Objectives, CaseReader.Path] };
        var options = section.Read(new SweepOptions());
        var cases = entries.TryGetValue(CaseReader.Path, out var listed) ? CaseReader.Read(listed, faults) : [];
        if (cases.Count > 0 && entries.ContainsKey(Parameters))
            faults.Add(CaseReader.Path, listed!, $"{CaseReader.Path} and {Parameters} exclude each other: keep one of them.");

        options = options with
        {
            Cases = cases,
            Trials = cases.Count > 0 ? cases.Count : options.Trials,
            Parameters = cases.Count > 0 ? SweepCase.ParametersOf(cases)
                : entries.TryGetValue(Parameters, out var parameters) ? ParameterReader.Read(parameters, faults) : [],
            Set = entries.TryGetValue(Set, out var set) ? ReadSet(set, "", faults) : [],
            Objectives = entries.TryGetValue(Objectives, out var objectives) ? ReadObjectives(objectives, faults) : options.Objectives,
        };
        foreach (var fault in SweepRules.Check(options))
            faults.Add(fault);

        faults.ThrowIfAny($"The sweep {name}");
        return options;
    }

    private static List<string> ReadSet(YamlNode node, string path, YamlFaults faults)
    {
        var changes = new List<string>();
        if (node is not YamlMappingNode mapping)
        {
            faults.Add(Set, node, $"{Set} is {YamlSection.Describe(node)}, expected keys of the recipe and values.");
            return changes;
        }

        foreach (var (key, value) in mapping.Children)
        {
            var full = path.Length == 0 ? key.ToString() : $"{path}.{key}";
            faults.Locate($"{Set}.{full}", key.Start.Line);
            if (value is YamlMappingNode)
                changes.AddRange(ReadSet(value, full, faults));
            else
                changes.Add($"{full}={(value is YamlSequenceNode list ? $"[{string.Join(", ", list.Children)}]" : value.ToString())}");
        }

        return changes;
    }

    private static List<Objective> ReadObjectives(YamlNode node, YamlFaults faults)
    {
        faults.Locate(Objectives, node.Start.Line);
        var found = new List<Objective>();
        foreach (var name in node is YamlSequenceNode list ? list.Children.Select(child => child.ToString()) : [node.ToString()])
        {
            if (SweepObjectives.All.FirstOrDefault(each => each.Name == name) is { } objective)
            {
                found.Add(objective);
            }
            else
            {
                faults.Add(Objectives, node, $"{Objectives} has {name}, expected some of "
                    + $"{string.Join(", ", SweepObjectives.All.Select(each => each.Name))}.");
            }
        }

        return found;
    }
}
