namespace Prometheus;

/// <summary>The metrics of one name: of one type, and different in label names or static labels.</summary>
internal sealed class CollectorFamily(Type collectorType)
{
    private readonly Dictionary<(string LabelNames, string StaticLabels), Collector> _collectors = [];

    public Collector[] Collectors => [.. _collectors.Values];

    public TCollector GetOrAdd<TCollector>(string[] labelNames, LabelSet staticLabels, Func<TCollector> create)
        where TCollector : Collector
    {
        if (collectorType != typeof(TCollector))
        {
            throw new InvalidOperationException("Collector of a different type with the same name is already registered.");
        }

        var identity = (string.Join('\0', labelNames), staticLabels.Text);
        if (!_collectors.TryGetValue(identity, out var collector))
        {
            collector = create();
            _collectors.Add(identity, collector);
        }

        return (TCollector)collector;
    }
}
