using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using JsiGan.Runtime.Monitoring;
using static JsiGan.Dashboards.Tests.Dashboard;

namespace JsiGan.Dashboards.Tests;

/// <summary>The rules of grafana/dashboard-linter, and the project's own.</summary>
public sealed partial class LintTests
{
    // Units of Grafana that the dashboards use.
    private static readonly string[] Units = ["none", "s", "bytes", "Bps", "ops", "cps", "percentunit", "dB", "sci"];

    private static IEnumerable<Dashboard> OfPrometheus => All.Where(dashboard => dashboard.Expressions.Any());

    [Fact]
    public void Every_panel_has_a_title_a_description_a_unit_thresholds_and_a_data_source_to_choose()
    {
        foreach (var dashboard in All)
        {
            foreach (var panel in dashboard.Panels)
            {
                var defaults = panel["fieldConfig"]!["defaults"]!;
                Assert.True(Text(panel, "title").Length > 0, $"{dashboard.Name} has a panel without a title.");
                Assert.True(Text(panel, "description").EndsWith('.'), $"{dashboard.Of(panel)} has no description.");
                Assert.True(Units.Contains(Text(defaults, "unit")), $"{dashboard.Of(panel)} has the unit '{Text(defaults, "unit")}'.");
                Assert.NotEmpty(defaults["thresholds"]!["steps"]!.AsArray());
                Assert.StartsWith("${", panel["datasource"]!["uid"]!.GetValue<string>(), StringComparison.Ordinal);
                Assert.NotEmpty(panel["targets"]!.AsArray());
            }
        }
    }

    [Fact]
    public void Dashboards_of_Prometheus_let_one_choose_data_source_job_run_and_instance()
    {
        foreach (var dashboard in OfPrometheus)
        {
            var source = dashboard.Variables.Single(variable => Text(variable, "name") == "datasource");
            Assert.Equal(("datasource", "prometheus", "Data source"), (Text(source, "type"), Text(source, "query"), Text(source, "label")));
            foreach (var (name, label) in ((string, string)[])[("job", "Job"), ("run", "Run"), ("instance", "Instance")])
            {
                var variable = dashboard.Variables.Single(each => Text(each, "name") == name);
                Assert.Equal((label, "query", ".+"), (Text(variable, "label"), Text(variable, "type"), Text(variable, "allValue")));
                Assert.True(variable["multi"]!.GetValue<bool>() && variable["includeAll"]!.GetValue<bool>());
                Assert.Matches(@"^label_values\(jsigan_\w+(\{.*\})?, \w+\)$", Text(variable, "query"));
            }
        }
    }

    [Fact]
    public void Every_expression_selects_job_and_instance_of_each_metric_and_rates_over_the_interval_of_the_screen()
    {
        foreach (var dashboard in OfPrometheus)
        {
            foreach (var (panel, expression) in dashboard.Expressions)
            {
                foreach (Match metric in Metric().Matches(expression))
                {
                    Assert.True(
                        metric.Groups["selector"].Value.Contains("""job=~"$job",instance=~"$instance""", StringComparison.Ordinal),
                        $"{dashboard.Of(panel)} reads {metric.Groups["name"].Value} without job and instance.");
                }

                Assert.All(Range().Matches(expression), range => Assert.True(
                    range.Value is "[$__rate_interval]" or "[$__range]", $"{dashboard.Of(panel)} has the interval {range.Value}."));
            }
        }
    }

    [Fact]
    public void Counters_are_summed_rates_and_histograms_quantiles_or_means()
    {
        var kinds = MetricCatalogue.All.ToDictionary(metric => metric.Name, metric => metric.Kind);
        foreach (var dashboard in OfPrometheus)
        {
            foreach (var (panel, expression) in dashboard.Expressions)
            {
                foreach (Match metric in Metric().Matches(expression))
                {
                    var name = metric.Groups["name"].Value;
                    var kind = kinds.GetValueOrDefault(Part().Replace(name, ""), MetricKind.Gauge);
                    var before = expression[..metric.Index];
                    var rated = ((string[])["rate(", "increase("]).Any(call => before.EndsWith(call, StringComparison.Ordinal));
                    var total = name == "jsigan_train_steps_total";
                    Assert.True(kind == MetricKind.Gauge || rated || total, $"{dashboard.Of(panel)} reads {name} without a rate.");
                    Assert.True(kind == MetricKind.Gauge || expression.Contains("sum by (", StringComparison.Ordinal),
                        $"{dashboard.Of(panel)} reads {name} without a sum.");
                }
            }
        }
    }

    [Fact]
    public void No_variable_is_unused_and_no_dashboard_can_be_edited_in_place()
    {
        foreach (var dashboard in All)
        {
            Assert.False(dashboard.Root["editable"]!.GetValue<bool>());
            var text = File.ReadAllText(Path.Combine(Folder, dashboard.Name));
            Assert.All(dashboard.Variables.Select(variable => Text(variable, "name")), name => Assert.True(
                text.Contains($"${name}", StringComparison.Ordinal) || text.Contains($"${{{name}}}", StringComparison.Ordinal),
                $"{dashboard.Name} does not use its variable {name}."));
        }
    }

    [Fact]
    public void Panels_lie_within_24_columns_and_do_not_overlap()
    {
        foreach (var dashboard in All)
        {
            var taken = new HashSet<(int, int)>();
            foreach (var place in dashboard.Root["panels"]!.AsArray().Select(panel => panel!["gridPos"]!))
            {
                var (x, y, w, h) = (Number(place, "x"), Number(place, "y"), Number(place, "w"), Number(place, "h"));
                Assert.InRange(x + w, 1, 24);
                for (var cell = 0; cell < w * h; cell++)
                    Assert.True(taken.Add((x + (cell % w), y + (cell / w))), $"{dashboard.Name}: two panels at {x}, {y}.");
            }
        }

        static int Number(JsonNode node, string key) => node[key]!.GetValue<int>();
    }

    [GeneratedRegex(@"(?<name>\b(jsigan|process)_[a-z0-9_]+)(\{(?<selector>[^}]*)\})?")]
    private static partial Regex Metric();

    [GeneratedRegex(@"\[[^\]]*\]")]
    private static partial Regex Range();

    [GeneratedRegex("_(sum|count|bucket)$")]
    private static partial Regex Part();
}
