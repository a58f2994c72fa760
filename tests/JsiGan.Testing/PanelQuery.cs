using System.Text.Json.Nodes;

namespace JsiGan.Testing;

/// <summary>A query of a panel, with Grafana's variables in it.</summary>
/// <param name="Panel">Dashboard and title, for messages.</param>
/// <param name="Text">PromQL or SQL.</param>
public sealed record PanelQuery(string Panel, string Text)
{
    /// <summary>All queries in one language.</summary>
    /// <param name="key">Where a target has them: expr (PromQL) or rawSql.</param>
    public static IReadOnlyList<PanelQuery> Of(string key) =>
    [
        .. from file in Directory.GetFiles(Path.Combine(Repository.Root, "dashboards"), "*.json")
           let root = JsonNode.Parse(File.ReadAllText(file))!
           from panel in root["panels"]!.AsArray()
           from target in panel!["targets"]?.AsArray() ?? []
           where target![key] is not null
           select new PanelQuery(
               $"{Path.GetFileName(file)}, {panel["title"]!.GetValue<string>()}", target[key]!.GetValue<string>()),
    ];

    /// <summary>Puts values in place of variables.</summary>
    public PanelQuery With(params IEnumerable<(string Variable, string Value)> values) => this with
    {
        Text = values.Aggregate(Text, (text, each) => text.Replace("$" + each.Variable, each.Value, StringComparison.Ordinal)),
    };
}
