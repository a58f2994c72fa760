namespace JsiGan.Dashboards.Tests;

public sealed class SourceTests
{
    [Fact]
    public void The_dashboards_are_those_that_their_sources_generate()
    {
        using var folder = new TestFolder();
        Tool.Run(Path.Combine(Repository.Root, "eng", "dashboards"), folder.Path);
        Assert.Equal(
            folder.Names(),
            Directory.GetFiles(Dashboard.Folder, "*.json").Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal));
        Assert.All(folder.Names(), name => Assert.True(
            File.ReadAllText(folder.File(name)) == File.ReadAllText(Path.Combine(Dashboard.Folder, name)),
            $"dashboards/{name} is not what its source generates: run eng/dashboards."));
    }

    [Fact]
    public void The_six_dashboards_link_to_each_other_and_to_the_runbooks()
    {
        Assert.Equal(
            ["jsigan-cluster", "jsigan-compare", "jsigan-performance", "jsigan-storage", "jsigan-sweeps", "jsigan-training"],
            Dashboard.All.Select(dashboard => Dashboard.Text(dashboard.Root, "uid")));
        foreach (var dashboard in Dashboard.All)
        {
            var links = dashboard.Root["links"]!.AsArray();
            Assert.Contains(links, link => link!["tags"]?[0]?.GetValue<string>() == "jsigan");
            Assert.Contains(links, link => Dashboard.Text(link!, "url").EndsWith("/runbooks.md", StringComparison.Ordinal));
            Assert.Equal("jsigan", dashboard.Root["tags"]![0]!.GetValue<string>());
        }
    }
}
