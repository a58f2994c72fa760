namespace JsiGan.Architecture.Tests;

/// <summary>docs/architecture.md's floor plan: references point down, never sideways or up.</summary>
public sealed class FloorTests
{
    private static readonly Dictionary<string, int> Floors = new()
    {
        ["JsiGan.Core"] = 0,
        ["JsiGan.Collectives"] = 1, ["JsiGan.Protocol"] = 1, ["JsiGan.Imaging"] = 1, ["JsiGan.Models"] = 1,
        ["JsiGan.Search"] = 1,
        ["JsiGan.Data"] = 2, ["JsiGan.Evaluation"] = 2, ["JsiGan.Storage"] = 2,
        ["JsiGan.Training"] = 3, ["JsiGan.Cluster"] = 3,
        ["JsiGan.Runtime"] = 4,
        ["JsiGan.Web"] = 4,
        ["JsiGan.Cli"] = 5,
    };

    public static TheoryData<string> SourceProjects() => [.. SourceTree.Files("src", "*.csproj").Select(SourceTree.Relative)];

    [Theory, MemberData(nameof(SourceProjects))]
    public void A_project_refers_only_to_floors_below_its_own(string project)
    {
        var path = Path.Combine(JsiGan.Testing.Repository.Root, project);
        var name = SourceTree.Name(path);
        Assert.True(Floors.ContainsKey(name), $"{project} has no floor: add it to docs/architecture.md and to this table");
        foreach (var reference in SourceTree.References(path))
        {
            Assert.True(Floors.TryGetValue(reference, out var floor), $"{project} refers to {reference}, which has no floor");
            Assert.True(floor < Floors[name], $"{project} (floor {Floors[name]}) refers to {reference} (floor {floor})");
        }
    }

    [Fact]
    public void The_floor_plan_in_the_docs_names_every_source_project()
    {
        var plan = File.ReadAllText(Path.Combine(JsiGan.Testing.Repository.Root, "docs", "architecture.md"));
        var projects = SourceTree.Files("src", "*.csproj").Select(SourceTree.Name);
        foreach (var project in projects.Where(n => n.StartsWith("JsiGan.", StringComparison.Ordinal)))
            Assert.Contains($"`{project}`", plan, StringComparison.Ordinal);
    }
}
