namespace Prometheus;

/// <summary>Takes observations of a quantity.</summary>
public interface IObserver : ICollectorChild
{
    void Observe(double val);
}

/// <summary>Counts observations in buckets, and adds them up.</summary>
public interface IHistogram : IObserver
{
    void Observe(double val, long count);

    double Sum { get; }

    long Count { get; }
}
