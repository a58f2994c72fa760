using System.Collections.Concurrent;
using Prometheus;

namespace JsiGan.Runtime.Monitoring;

/// <summary>Prometheus's objects of the declared metrics, each made in a registry when it is first used. Thread-safe.</summary>
public sealed class MetricSet(CollectorRegistry registry)
{
    private readonly IMetricFactory _factory = Prometheus.Metrics.WithCustomRegistry(registry);
    private readonly ConcurrentDictionary<string, Collector> _made = [];

    public CollectorRegistry Registry => registry;

    public Counter Counter(MetricDeclaration metric) =>
        (Counter)_made.GetOrAdd(metric.Name, _ => _factory.CreateCounter(metric.Name, metric.Help, LabelsOf(metric)));

    /// <summary>A gauge, which is not exported before its first value.</summary>
    public Gauge Gauge(MetricDeclaration metric) => (Gauge)_made.GetOrAdd(metric.Name, _ => _factory.CreateGauge(
        metric.Name, metric.Help, new GaugeConfiguration { LabelNames = LabelsOf(metric), SuppressInitialValue = true }));

    public Histogram Histogram(MetricDeclaration metric) => (Histogram)_made.GetOrAdd(metric.Name, _ => _factory.CreateHistogram(
        metric.Name, metric.Help, new HistogramConfiguration { LabelNames = LabelsOf(metric), Buckets = [.. metric.Buckets] }));

    private static string[] LabelsOf(MetricDeclaration metric) => [.. metric.Labels.Select(label => label.Name)];
}
