using System.Text.RegularExpressions;

namespace JsiGan.Dashboards.Tests;

/// <summary>Alerting and recording rules, by Prometheus's own tool.</summary>
public sealed partial class RuleTests
{
    private static readonly string Folder = Path.Combine(Dashboard.Folder, "prometheus");
    private static readonly string Rules = File.ReadAllText(Path.Combine(Folder, "rules.yaml"));
    private static readonly string[] Alerts = [.. Alert().Matches(Rules).Select(match => match.Groups[1].Value)];

    [Fact]
    public void Prometheus_accepts_configuration_and_rules_and_each_alert_fires_and_stays_quiet()
    {
        Tool.Run("promtool", "check", "config", Path.Combine(Folder, "prometheus.yaml"));
        Tool.Run("promtool", "test", "rules", Path.Combine(Folder, "rules.test.yaml"));
    }

    [Fact]
    public void Every_alert_is_tested_firing_and_quiet()
    {
        var tests = File.ReadAllText(Path.Combine(Folder, "rules.test.yaml"));
        Assert.True(Alerts.Length >= 10, "Alerts are missing.");
        foreach (var alert in Alerts)
        {
            Assert.Matches($@"alertname: {alert}, eval_time: \w+, exp_alerts: \[\]", tests);
            Assert.Matches($@"alertname: {alert}\n\s+eval_time: \w+\n\s+exp_alerts:\n\s+- exp_labels", tests);
        }
    }

    [Fact]
    public void Every_alert_has_severity_summary_description_a_runbook_that_exists_and_a_dashboard_that_exists()
    {
        var runbooks = File.ReadAllText(Path.Combine(Repository.Root, "docs", "runbooks.md"));
        var dashboards = Dashboard.All.Select(dashboard => Dashboard.Text(dashboard.Root, "uid")).ToHashSet();
        foreach (var alert in Alerts)
        {
            var rule = Rules[Rules.IndexOf($"alert: {alert}\n", StringComparison.Ordinal)..].Split("\n\n")[0];
            Assert.Matches(@"severity: (warning|critical)", rule);
            Assert.Contains(" summary: ", rule, StringComparison.Ordinal);
            Assert.Contains(" description: ", rule, StringComparison.Ordinal);
            Assert.Contains($"/runbooks.md#{alert.ToLowerInvariant()}'", rule, StringComparison.Ordinal);
            Assert.Contains($"\n## {alert}\n", runbooks, StringComparison.Ordinal);
            Assert.Contains(DashboardLink().Match(rule).Groups[1].Value, dashboards);
        }
    }

    [Fact]
    public void Every_runbook_is_of_an_alert_and_says_what_it_means_how_to_look_and_what_to_do()
    {
        var sections = File.ReadAllText(Path.Combine(Repository.Root, "docs", "runbooks.md")).Split("\n## ").Skip(1)
            .Where(section => section.StartsWith("Jsigan", StringComparison.Ordinal)).ToList();
        var named = sections.Select(section => section.Split('\n')[0]);
        Assert.Equal(Alerts.Order(StringComparer.Ordinal), named.Order(StringComparer.Ordinal));
        Assert.All(sections, section => Assert.Matches(@"(?s)\*\*Meaning\.\*\*.*\*\*Look\.\*\*.*\*\*Do\.\*\*", section));
    }

    [GeneratedRegex(@"- alert: (\w+)")]
    private static partial Regex Alert();

    [GeneratedRegex(@"/d/([\w-]+)'")]
    private static partial Regex DashboardLink();
}
