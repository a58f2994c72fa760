using System.Text;

namespace JsiGan.Runtime.Monitoring;

/// <summary>docs/metrics.md.</summary>
public static class MetricReference
{
    public static string ToMarkdown()
    {
        var text = new StringBuilder();
        foreach (var (title, where, metrics) in MetricCatalogue.Groups)
        {
            text.Append($"\n## {title}\n\n{where}\n\n| name | kind | unit | labels | source | meaning |\n|---|---|---|---|---|---|\n");
            foreach (var metric in metrics)
            {
                var kind = metric.Kind.ToString().ToLowerInvariant();
                var labels = string.Join(", ", metric.Labels.Select(label => label.Name));
                text.Append($"| `{metric.Name}` | {kind} | {metric.Unit} | {labels} | {metric.Source} | {metric.Help} |\n");
            }
        }

        text.Append("\n## Labels\n\n| name | values |\n|---|---|\n");
        foreach (var label in MetricCatalogue.All.SelectMany(metric => metric.Labels).Distinct())
            text.Append($"| {label.Name} | {label.Values} |\n");

        return text.ToString();
    }
}
