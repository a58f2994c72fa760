namespace JsiGan.Cluster;

/// <summary>
/// The cluster cannot be started or joined. The message is one whole sentence that says what was found, what was expected and what to do;
/// the command line prints it alone.
/// </summary>
/// <param name="isUsage">The request itself is wrong (exit code 2) and not something outside (exit code 1).</param>
public sealed class ClusterException(string message, bool isUsage, Exception? cause = null) : Exception(message, cause)
{
    /// <summary>True when another request is needed, as for a port in use; false when the same one may succeed later.</summary>
    public bool IsUsage { get; } = isUsage;
}
