namespace JsiGan.Cli.Hosting;

/// <summary>Exit codes of the process. Scripts may rely on them.</summary>
public static class ExitCodes
{
    public const int Success = 0;

    /// <summary>The request was right and could not be finished, or a bug stopped it.</summary>
    public const int Failure = FailureException.ExitCode;

    /// <summary>The command line, a recipe or an input must be changed first.</summary>
    public const int Usage = UsageException.ExitCode;

    /// <summary>Stopped by Ctrl-C or SIGTERM with everything worth keeping saved (128 + SIGINT, as shells count).</summary>
    public const int Interrupted = 130;
}
