namespace Prometheus;

/// <summary>A metric: a name, a help text and the label names that its time series share.</summary>
public interface ICollector
{
    string Name { get; }

    string Help { get; }

    string[] LabelNames { get; }
}

public interface ICollector<out TChild> : ICollector
    where TChild : ICollectorChild
{
    TChild Unlabelled { get; }

    TChild WithLabels(params string[] labelValues);

    TChild WithLabels(ReadOnlyMemory<string> labelValues);

    TChild WithLabels(ReadOnlySpan<string> labelValues);
}

/// <summary>One time series of a metric.</summary>
public interface ICollectorChild
{
}
