using System.Text.Json.Nodes;

namespace JsiGan.Dashboards.Tests;

/// <summary>A dashboard's file, as Grafana reads it.</summary>
internal sealed record Dashboard(string Name, JsonNode Root)
{
    /// <summary>All of dashboards/.</summary>
    public static IReadOnlyList<Dashboard> All { get; } =
    [
        .. Directory.GetFiles(Folder, "*.json").Order(StringComparer.Ordinal)
            .Select(file => new Dashboard(Path.GetFileName(file), JsonNode.Parse(File.ReadAllText(file))!)),
    ];

    public static string Folder => Path.Combine(Repository.Root, "dashboards");

    /// <summary>Panels that show something: rows are headings.</summary>
    public IReadOnlyList<JsonNode> Panels =>
        [.. Root["panels"]!.AsArray().Select(panel => panel!).Where(panel => Text(panel, "type") != "row")];

    public IReadOnlyList<JsonNode> Variables => [.. Root["templating"]!["list"]!.AsArray().Select(variable => variable!)];

    /// <summary>Queries of all panels, each with its panel.</summary>
    public IEnumerable<(JsonNode Panel, JsonNode Query)> Queries =>
        from panel in Panels from query in panel["targets"]!.AsArray() select (panel, query!);

    /// <summary>PromQL of all panels, each with its panel.</summary>
    public IEnumerable<(JsonNode Panel, string Expression)> Expressions =>
        from each in Queries where each.Query["expr"] is not null select (each.Panel, Text(each.Query, "expr"));

    public static string Text(JsonNode node, string key) => node[key]?.GetValue<string>() ?? "";

    /// <summary>A panel, for messages.</summary>
    public string Of(JsonNode panel) => $"{Name}, {Text(panel, "title")}";
}
