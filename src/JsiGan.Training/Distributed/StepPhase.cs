namespace JsiGan.Training.Distributed;

/// <summary>What the training thread does in a step, besides waiting for other workers.</summary>
internal enum StepPhase
{
    /// <summary>Waits for the batch.</summary>
    Data,

    /// <summary>Forward passes and losses.</summary>
    Forward,

    Backward,

    /// <summary>Updates of the weights, and reading what the step measured.</summary>
    Optimizer,
}
