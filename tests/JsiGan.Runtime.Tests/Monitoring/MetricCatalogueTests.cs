using System.Globalization;
using JsiGan.Runtime.Events;
using JsiGan.Runtime.Monitoring;
using JsiGan.Storage.Metrics;
using JsiGan.Testing;

namespace JsiGan.Runtime.Tests.Monitoring;

/// <summary>Every metric is declared once, documented, and fed.</summary>
public sealed class MetricCatalogueTests
{
    private readonly MetricSet _metrics = Exposition.NewMetrics();

    [Fact]
    public void The_reference_in_the_docs_is_the_declared_one() => Assert.EndsWith(
        MetricReference.ToMarkdown(), File.ReadAllText(Path.Combine(Repository.Root, "docs", "metrics.md")), StringComparison.Ordinal);

    [Fact]
    public void Every_declaration_is_complete_and_no_name_is_used_twice()
    {
        Assert.Equal(MetricCatalogue.All.Count, MetricCatalogue.All.Select(metric => metric.Name).Distinct().Count());
        Assert.All(MetricCatalogue.All, metric =>
        {
            Assert.Matches("^jsigan_[a-z_]+$", metric.Name);
            Assert.EndsWith(".", metric.Help, StringComparison.Ordinal);
            Assert.NotEmpty(metric.Source);
            Assert.Equal(metric.Kind == MetricKind.Counter, metric.Name.EndsWith("_total", StringComparison.Ordinal));
            Assert.Equal(metric.Kind == MetricKind.Histogram, metric.Buckets.Count > 0);
            Assert.Equal(metric.Unit == "seconds", metric.Name.Contains("_seconds", StringComparison.Ordinal));
            Assert.Equal(metric.Unit == "bytes", metric.Name.Contains("_bytes", StringComparison.Ordinal));
            Assert.Equal(metric.Unit == "ratio", metric.Name.EndsWith("_ratio", StringComparison.Ordinal));
        });
    }

    [Fact]
    public async Task Every_declared_metric_is_fed_and_nothing_else_is_exported()
    {
        var lines = (await ExportAsync()).Where(line => line.StartsWith("jsigan_", StringComparison.Ordinal)).ToList();
        foreach (var metric in MetricCatalogue.All)
        {
            var name = metric.Kind == MetricKind.Histogram ? $"{metric.Name}_count" : metric.Name;
            var samples = lines.Where(line => NameOf(line) == name).ToList();
            Assert.True(samples.Count > 0, $"{metric.Name} is declared, but not exported");
            Assert.True(metric.Kind == MetricKind.Gauge || samples.Sum(ValueOf) > 0, $"{metric.Name} is declared, but not fed");
        }

        var declared = MetricCatalogue.All.SelectMany(metric => (string[])
            [metric.Name, $"{metric.Name}_sum", $"{metric.Name}_count", $"{metric.Name}_bucket"]).ToHashSet();
        Assert.All(lines, line => Assert.Contains(NameOf(line), declared));
    }

    [Fact]
    public async Task No_label_holds_a_text_that_differs_from_run_to_run()
    {
        foreach (var line in await ExportAsync())
            Assert.All(SampleRun.Unbounded, text => Assert.DoesNotContain(text, line, StringComparison.Ordinal));
    }

    private static string NameOf(string line) => line.Split('{', ' ')[0];

    private static double ValueOf(string line) => double.Parse(line.Split(' ')[^1], CultureInfo.InvariantCulture);

    /// <summary>What a process that coordinates, one that trains, and one with a GPU export together.</summary>
    private async Task<string[]> ExportAsync()
    {
        var parts = new RunParts
        {
            Node = new StubNode(), Backlog = () => new MetricBacklog(1, 2, 3, IsAvailable: true), Folder = AppContext.BaseDirectory,
        };
        _ = new ProcessProbe(_metrics, parts, new StubDevices());
        var (run, worker) = (new PrometheusObserver(_metrics, new ManualClock()), new WorkerObserver(_metrics));
        worker.OnEvent(new GenerationEntered(SampleRun.Generation, 1, 2));
        foreach (var happened in SampleRun.Events)
        {
            run.OnEvent(happened);
            worker.OnEvent(happened);
        }

        return await _metrics.Registry.LinesAsync();
    }

    private sealed class StubDevices : IDeviceUse
    {
        public IReadOnlyList<DeviceUse> Read() => [new(0, 1 << 20, 1 << 30, 0.5)];
    }
}
