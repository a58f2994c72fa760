namespace JsiGan.Runtime.Workers;

/// <summary>
/// How long a collective may take. A dead worker is detected immediately and a stopped one by its actor's silence, so this timeout only
/// finds a worker whose training thread hangs while its actor lives: far above the slowest step.
/// </summary>
public sealed class StepTimeout
{
    /// <summary>Before the first measurement: first steps allocate, and validation and checkpoints come between.</summary>
    public static readonly TimeSpan Unmeasured = TimeSpan.FromMinutes(10);

    /// <summary>Its minimum.</summary>
    public static readonly TimeSpan Least = TimeSpan.FromMinutes(1);

    private const int Steps = 20;
    private int _stage;
    private TimeSpan _slowest;

    public TimeSpan Current => _slowest == TimeSpan.Zero ? Unmeasured : _slowest * Steps > Least ? _slowest * Steps : Least;

    /// <summary>The timeout after a step; a new stage starts from its first step.</summary>
    public TimeSpan After(int stage, TimeSpan step)
    {
        _slowest = stage != _stage || step > _slowest ? step : _slowest;
        _stage = stage;
        return Current;
    }
}
