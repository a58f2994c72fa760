namespace JsiGan.Training.Recipes;

/// <summary>Over which samples the discriminators' batch norms take their statistics when several workers share a batch.</summary>
public enum BatchStatistics
{
    /// <summary>All of the batch: N workers make the update that one would make.</summary>
    Global,

    /// <summary>Each worker's own: no exchange in each batch norm, and another update for every number of workers.</summary>
    Local,
}
