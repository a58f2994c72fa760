namespace JsiGan.Core;

/// <summary>
/// The request was right and could not be finished: a full disk, a missing program, a damaged file. The message is one whole sentence that
/// says what was found, what was expected and what to do. The command line prints it alone and exits with 1.
/// </summary>
public sealed class FailureException(string message, Exception? cause = null) : Exception(message, cause)
{
    /// <summary>Exit code of a request that failed on its way.</summary>
    public const int ExitCode = 1;
}
