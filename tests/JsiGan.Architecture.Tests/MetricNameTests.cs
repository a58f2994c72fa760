using System.Text.Json;
using System.Text.RegularExpressions;

namespace JsiGan.Architecture.Tests;

/// <summary>Metric names: declared in one place a program, with prefix and base unit, and the only ones that dashboards ask for.</summary>
public sealed partial class MetricNameTests
{
    // The catalogue: TrainingMetrics.cs and others.
    private const string Declarations = "Metrics.cs";

    [Fact]
    public void Every_metric_has_the_prefix_and_a_base_unit_or_is_a_plain_number()
    {
        // Numbers without a unit: what they count or measure is in the name.
        string[] plain =
        [
            "_loss", "_weight", "_logit", "_norm", "_rate", "_epoch", "_planned", "_decibels", "_generation", "_workers", "_rank",
            "_batches", "_messages", "_available", "_itp",
        ];
        string[] units = ["_seconds", "_bytes", "_total", "_ratio", "_info"];
        var names = Declared();
        Assert.NotEmpty(names);
        Assert.All(names, n => Assert.True(
            units.Concat(plain).Any(u => n.EndsWith(u, StringComparison.Ordinal)), $"{n} ends in no base unit"));
    }

    [Fact]
    public void Metrics_are_declared_by_the_catalogue_only()
    {
        foreach (var file in SourceTree.Files("src", "*.cs").Where(f => !f.EndsWith(Declarations, StringComparison.Ordinal)))
            Assert.DoesNotMatch(@"""jsigan_[a-z0-9_]+_(seconds|bytes|total|ratio)\b", File.ReadAllText(file));
    }

    [Fact]
    public void Dashboards_ask_only_for_metrics_that_are_declared()
    {
        var declared = Declared();
        foreach (var file in SourceTree.Files("dashboards", "*.json"))
        {
            using var dashboard = JsonDocument.Parse(File.ReadAllText(file));
            var asked = MetricName().Matches(dashboard.RootElement.ToString()).Select(m => Base(m.Value)).ToHashSet();
            Assert.All(asked, n => Assert.True(declared.Contains(n), $"{SourceTree.Relative(file)} asks for {n}, which nothing declares"));
        }
    }

    private static HashSet<string> Declared() =>
        [.. SourceTree.Files("src", "*.cs").Where(f => f.EndsWith(Declarations, StringComparison.Ordinal))
            .SelectMany(f => Declaration().Matches(File.ReadAllText(f))).Select(m => m.Groups[1].Value)];

    // A histogram is asked for by its parts.
    private static string Base(string name) => HistogramPart().Replace(name, "");

    [GeneratedRegex(@"jsigan_[a-z0-9_]+")]
    private static partial Regex MetricName();

    [GeneratedRegex(@"""(jsigan_[a-z0-9_]+)""")]
    private static partial Regex Declaration();

    [GeneratedRegex("_(sum|count|bucket)$")]
    private static partial Regex HistogramPart();
}
