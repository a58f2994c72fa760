namespace JsiGan.Training.Recipes;

/// <summary>The samples over which the discriminators' batch norms take their statistics when several workers share a batch.</summary>
public enum BatchStatistics
{
    /// <summary>The whole batch: N workers make the same update as one.</summary>
    Global,

    /// <summary>Each worker's own: no all-reduce in batch norms, but results depend on the number of workers.</summary>
    Local,
}
