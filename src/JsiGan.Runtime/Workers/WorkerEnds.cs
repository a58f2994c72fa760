using JsiGan.Protocol.Workers;

namespace JsiGan.Runtime.Workers;

/// <summary>Why a worker process ended, as its exit code.</summary>
public static class WorkerEnds
{
    /// <summary>A bug, with a stack trace on standard error; another process may succeed (EX_SOFTWARE).</summary>
    public const int Bug = 70;

    /// <summary>It lost its cluster: another process can join again (EX_TEMPFAIL).</summary>
    public const int CutOff = 75;

    /// <summary>The exit code of an end decided by its coordinator or training thread.</summary>
    /// <param name="end">The end.</param>
    /// <param name="fault">The exception of the training thread, if any.</param>
    public static int CodeOf(WorkerEffect.Exit end, Exception? fault)
    {
        return end.Cause switch
        {
            WorkerEnd.Finished or WorkerEnd.Stopped => 0,
            WorkerEnd.Refused => UsageException.ExitCode,
            _ => fault switch { UsageException => UsageException.ExitCode, FailureException => FailureException.ExitCode, _ => Bug },
        };
    }

    /// <summary>Whether a restart may succeed; a usage error would occur again.</summary>
    public static bool IsWorthAnother(int code) => code is not (0 or UsageException.ExitCode or FailureException.ExitCode);

    /// <summary>An exit code as text.</summary>
    public static string Describe(int code) => code switch
    {
        0 => "ended",
        Bug => "crashed (exit code 70)",
        CutOff => "lost its cluster (exit code 75)",
        137 => "was killed (SIGKILL)",
        > 128 and < 160 => $"was killed by signal {code - 128}",
        _ => $"exited with code {code}",
    };
}
