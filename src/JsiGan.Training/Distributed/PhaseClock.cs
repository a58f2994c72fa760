namespace JsiGan.Training.Distributed;

/// <summary>Divides the time of a step among its phases and the waiting for other workers. For the training thread alone.</summary>
/// <param name="time">The clock.</param>
/// <param name="group">Measures the waiting.</param>
internal sealed class PhaseClock(TimeProvider time, ProcessGroup group)
{
    private readonly TimeSpan[] _spent = new TimeSpan[Enum.GetValues<StepPhase>().Length];
    private StepPhase _phase;
    private long _entered;
    private TimeSpan _waitedBefore;
    private TimeSpan _waitedAtStart;

    /// <summary>Starts a step.</summary>
    public void Start(StepPhase first)
    {
        Array.Clear(_spent);
        (_phase, _entered) = (first, time.GetTimestamp());
        _waitedBefore = _waitedAtStart = group.Waited;
    }

    /// <summary>Ends the current phase and begins another.</summary>
    public void Enter(StepPhase next)
    {
        var (now, waited) = (time.GetTimestamp(), group.Waited);
        _spent[(int)_phase] += time.GetElapsedTime(_entered, now) - (waited - _waitedBefore);
        (_phase, _entered, _waitedBefore) = (next, now, waited);
    }

    /// <summary>Ends the step.</summary>
    public PhaseTimes Stop()
    {
        Enter(_phase);
        return new PhaseTimes(
            _spent[(int)StepPhase.Data], _spent[(int)StepPhase.Forward], _spent[(int)StepPhase.Backward],
            _spent[(int)StepPhase.Optimizer], _waitedBefore - _waitedAtStart);
    }
}
