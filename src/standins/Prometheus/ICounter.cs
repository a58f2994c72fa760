namespace Prometheus;

/// <summary>A value that only grows.</summary>
public interface ICounter : ICollectorChild
{
    void Inc(double increment = 1.0);

    /// <summary>Raises the value to the target; a target at or below it changes nothing.</summary>
    void IncTo(double targetValue);

    double Value { get; }
}
