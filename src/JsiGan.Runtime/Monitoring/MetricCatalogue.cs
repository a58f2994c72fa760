namespace JsiGan.Runtime.Monitoring;

/// <summary>All metrics of jsigan, by the part of docs/metrics.md that lists them.</summary>
public static class MetricCatalogue
{
    /// <summary>The groups in the order of the document.</summary>
    public static IReadOnlyList<(string Title, string Where, IReadOnlyList<MetricDeclaration> Metrics)> Groups { get; } =
    [
        ("Training", "In the process that coordinates: `jsigan train`, or `jsigan node --roles coordinator`.", TrainingMetrics.All),
        ("Workers and checkpoints", "In the process that coordinates.", RunMetrics.All),
        ("One worker", "On `jsigan node --roles worker`.", WorkerMetrics.All),
        ("Process", "On every node, read when Prometheus asks.", ProcessMetrics.All),
    ];

    public static IReadOnlyList<MetricDeclaration> All { get; } = [.. Groups.SelectMany(group => group.Metrics)];
}
