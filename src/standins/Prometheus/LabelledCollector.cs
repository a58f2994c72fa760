namespace Prometheus;

/// <summary>A metric's time series by the values of its labels, exposed in the order in which they were made.</summary>
public abstract class Collector<TChild> : Collector, ICollector<TChild>
    where TChild : ChildBase
{
    private readonly Dictionary<string, TChild> _children = [];
    private readonly Lock _lock = new();
    private readonly bool _publishInitialValue;

    internal Collector(string name, string help, string[] labelNames, LabelSet staticLabels, MetricConfiguration configuration)
        : base(name, help, labelNames, staticLabels) => _publishInitialValue = !configuration.SuppressInitialValue;

    TChild ICollector<TChild>.Unlabelled => Unlabelled;

    /// <summary>The time series without instance labels; it exists from its first use.</summary>
    protected internal TChild Unlabelled => GetOrAdd(LabelSet.Empty);

    public TChild WithLabels(params string[] labelValues)
    {
        ArgumentNullException.ThrowIfNull(labelValues);
        return WithLabels(labelValues.AsSpan());
    }

    public TChild WithLabels(ReadOnlyMemory<string> labelValues) => WithLabels(labelValues.Span);

    public TChild WithLabels(ReadOnlySpan<string> labelValues) => GetOrAdd(LabelSet.From(LabelNames, labelValues));

    public void RemoveLabelled(params string[] labelValues)
    {
        ArgumentNullException.ThrowIfNull(labelValues);
        Remove(LabelSet.From(LabelNames, labelValues));
    }

    public IEnumerable<string[]> GetAllLabelValues()
    {
        lock (_lock)
        {
            return [.. _children.Values.Select(child => child.InstanceLabels.Values.ToArray()).Where(values => values.Length > 0)];
        }
    }

    internal override void Remove(LabelSet instanceLabels)
    {
        lock (_lock)
        {
            _children.Remove(instanceLabels.Text);
        }
    }

    internal override void WriteSamples(TextExposition exposition)
    {
        if (LabelNames.Length == 0)
        {
            _ = Unlabelled;
        }

        TChild[] children;
        lock (_lock)
        {
            children = [.. _children.Values];
        }

        foreach (var child in children.Where(child => child.IsPublished))
        {
            child.WriteSamples(exposition);
        }
    }

    private protected abstract TChild NewChild(LabelSet instanceLabels, bool publish);

    private TChild GetOrAdd(LabelSet instanceLabels)
    {
        lock (_lock)
        {
            if (!_children.TryGetValue(instanceLabels.Text, out var child))
            {
                child = NewChild(instanceLabels, _publishInitialValue);
                _children.Add(instanceLabels.Text, child);
            }

            return child;
        }
    }
}
