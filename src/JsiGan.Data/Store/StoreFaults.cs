namespace JsiGan.Data.Store;

/// <summary>Errors about damaged stores.</summary>
internal static class StoreFaults
{
    /// <param name="what">What was found and what was expected.</param>
    public static FailureException Damaged(string what) =>
        new($"The frame store is damaged: {what}; rebuild it from its clips (`jsigan ingest`, or delete the folder if `jsigan "
            + $"train` made it).");
}
