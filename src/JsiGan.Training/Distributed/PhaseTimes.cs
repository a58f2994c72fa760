namespace JsiGan.Training.Distributed;

/// <summary>
/// The times of a step, which add up to its duration. A GPU runs behind the thread that is measured: of its work, the wait at the step's
/// end counts as the optimizer's.
/// </summary>
/// <param name="Data">Waiting for the batch.</param>
/// <param name="Forward">Forward passes and losses.</param>
/// <param name="Backward">Backward passes.</param>
/// <param name="Optimizer">Updates of the weights, and reading what the step measured.</param>
/// <param name="Communication">Waiting for other workers, beyond what computing hid.</param>
public readonly record struct PhaseTimes(
    TimeSpan Data, TimeSpan Forward, TimeSpan Backward, TimeSpan Optimizer, TimeSpan Communication)
{
    /// <summary>Time of everything but data and communication.</summary>
    public TimeSpan Compute => Forward + Backward + Optimizer;

    /// <summary>The step's duration.</summary>
    public TimeSpan Total => Data + Compute + Communication;
}
