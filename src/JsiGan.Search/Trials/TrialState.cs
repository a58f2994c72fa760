namespace JsiGan.Search.Trials;

/// <summary>What became of a trial.</summary>
public enum TrialState
{
    /// <summary>Suggested, and not ended.</summary>
    Running,

    /// <summary>Trained for its whole budget.</summary>
    Completed,

    /// <summary>Ended early by a stopping rule; measured at a smaller budget.</summary>
    Stopped,

    /// <summary>Ended without a result.</summary>
    Failed,
}
