namespace JsiGan.Cluster;

/// <summary>
/// The cluster cannot be started or joined. The message is one sentence that says what was found, what was expected and what to do; the
/// command line prints nothing else.
/// </summary>
/// <param name="isUsage">Whether the request is wrong (exit code 2), and not its environment (exit code 1).</param>
public sealed class ClusterException(string message, bool isUsage, Exception? cause = null) : Exception(message, cause)
{
    /// <summary>Whether the request must change, as for a port in use; if false, it may succeed later.</summary>
    public bool IsUsage { get; } = isUsage;
}
