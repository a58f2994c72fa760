namespace JsiGan.Runtime.Monitoring;

/// <summary>Kinds of Prometheus metrics.</summary>
public enum MetricKind
{
    /// <summary>Only grows while the process lives; its rate is what matters.</summary>
    Counter,

    /// <summary>The newest value; absent before the first.</summary>
    Gauge,

    /// <summary>The distribution of durations, by buckets.</summary>
    Histogram,
}
