namespace JsiGan.Data.Store;

/// <summary>The sentences about stores that are not what they should be.</summary>
internal static class StoreFaults
{
    /// <param name="what">What was found and what was expected.</param>
    public static FailureException Damaged(string what) =>
        new($"The frame store is damaged: {what}; make it again from its clips (`jsigan ingest`, or delete the folder where `jsigan "
            + $"train` made it).");
}
