namespace Prometheus;

public abstract class MetricConfiguration
{
    /// <summary>The names of the labels that tell the metric's time series apart; none by default.</summary>
    public string[]? LabelNames { get; set; }

    /// <summary>Whether a time series is left out of the exposition until it gets its first value; false by default.</summary>
    public bool SuppressInitialValue { get; set; }
}

public sealed class CounterConfiguration : MetricConfiguration;

public sealed class GaugeConfiguration : MetricConfiguration;

public sealed class HistogramConfiguration : MetricConfiguration
{
    /// <summary>The upper bounds of the buckets, increasing; +Inf is added. By default 5 ms to 10 s.</summary>
    public double[]? Buckets { get; set; }
}
