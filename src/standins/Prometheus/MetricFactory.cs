namespace Prometheus;

/// <inheritdoc cref="IMetricFactory"/>
public sealed class MetricFactory : IMetricFactory
{
    private readonly CollectorRegistry _registry;
    private readonly LabelSet _factoryLabels;
    private readonly Lazy<LabelSet> _staticLabels;

    internal MetricFactory(CollectorRegistry registry)
        : this(registry, LabelSet.Empty)
    {
    }

    internal MetricFactory(CollectorRegistry registry, LabelSet factoryLabels)
    {
        _registry = registry ?? throw new ArgumentNullException(nameof(registry));
        _factoryLabels = factoryLabels;
        _staticLabels = new Lazy<LabelSet>(() => factoryLabels.Concat(registry.CurrentStaticLabels));
    }

    public Counter CreateCounter(string name, string help, CounterConfiguration? configuration = null) =>
        CreateCounter(name, help, configuration?.LabelNames ?? [], configuration);

    public Counter CreateCounter(string name, string help, params string[] labelNames) => CreateCounter(name, help, labelNames, null);

    public Counter CreateCounter(string name, string help, string[] labelNames, CounterConfiguration? configuration = null) =>
        GetOrAdd(name, labelNames, (names, labels) => new Counter(name, help, names, labels, configuration ?? new()));

    public Gauge CreateGauge(string name, string help, GaugeConfiguration? configuration = null) =>
        CreateGauge(name, help, configuration?.LabelNames ?? [], configuration);

    public Gauge CreateGauge(string name, string help, params string[] labelNames) => CreateGauge(name, help, labelNames, null);

    public Gauge CreateGauge(string name, string help, string[] labelNames, GaugeConfiguration? configuration = null) =>
        GetOrAdd(name, labelNames, (names, labels) => new Gauge(name, help, names, labels, configuration ?? new()));

    public Histogram CreateHistogram(string name, string help, HistogramConfiguration? configuration = null) =>
        CreateHistogram(name, help, configuration?.LabelNames ?? [], configuration);

    public Histogram CreateHistogram(string name, string help, params string[] labelNames) => CreateHistogram(name, help, labelNames, null);

    public Histogram CreateHistogram(string name, string help, string[] labelNames, HistogramConfiguration? configuration = null) =>
        GetOrAdd(name, labelNames, (names, labels) => new Histogram(name, help, names, labels, configuration ?? new()));

    public IMetricFactory WithLabels(IDictionary<string, string> labels) =>
        labels.Count == 0 ? this : new MetricFactory(_registry, LabelSet.From(labels).Concat(_factoryLabels));

    private TCollector GetOrAdd<TCollector>(string name, string[] labelNames, Func<string[], LabelSet, TCollector> create)
        where TCollector : Collector
    {
        string[] names = [.. labelNames];
        return _registry.GetOrAdd(name, names, _staticLabels.Value, () => create(names, _staticLabels.Value));
    }
}
