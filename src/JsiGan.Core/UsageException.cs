namespace JsiGan.Core;

/// <summary>
/// The request cannot be carried out as asked: a wrong option, file or recipe. The message is one whole sentence that says what was found,
/// what was expected and what to do. The command line prints it alone and exits with 2.
/// </summary>
public sealed class UsageException(string message, Exception? cause = null) : Exception(message, cause)
{
    /// <summary>Exit code of a request that must be changed before it can succeed.</summary>
    public const int ExitCode = 2;
}
