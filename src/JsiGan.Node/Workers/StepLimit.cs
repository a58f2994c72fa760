namespace JsiGan.Node.Workers;

/// <summary>
/// How long a sum over the workers may take before whoever did not come is held to be stuck. A dead worker is seen at once and a stopped
/// one by its actor's silence, so this is for one whose actor lives while its training thread hangs: far above the slowest step.
/// </summary>
public sealed class StepLimit
{
    /// <summary>Before anything is measured: first steps allocate, validation and checkpoints come between.</summary>
    public static readonly TimeSpan Unmeasured = TimeSpan.FromMinutes(10);

    /// <summary>The least that it comes down to.</summary>
    public static readonly TimeSpan Least = TimeSpan.FromMinutes(1);

    private const int Steps = 20;
    private int _stage;
    private TimeSpan _slowest;

    public TimeSpan Current => _slowest == TimeSpan.Zero ? Unmeasured : _slowest * Steps > Least ? _slowest * Steps : Least;

    /// <summary>The limit after a step; a new stage is measured anew.</summary>
    public TimeSpan After(int stage, TimeSpan step)
    {
        _slowest = stage != _stage || step > _slowest ? step : _slowest;
        _stage = stage;
        return Current;
    }
}
