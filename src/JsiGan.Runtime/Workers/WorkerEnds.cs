using JsiGan.Protocol.Workers;

namespace JsiGan.Runtime.Workers;

/// <summary>Why a worker process ended, as its exit code.</summary>
public static class WorkerEnds
{
    /// <summary>A bug, with a stack trace on standard error; another process may succeed (EX_SOFTWARE).</summary>
    public const int Bug = 70;

    /// <summary>It lost its cluster, or was cut off from it: another process can join again (EX_TEMPFAIL).</summary>
    public const int CutOff = 75;

    /// <summary>The exit code of an end that its coordinator or its training thread decided.</summary>
    /// <param name="end">The end.</param>
    /// <param name="fault">What ended the training thread, if that was it.</param>
    public static int CodeOf(WorkerEffect.Exit end, Exception? fault)
    {
        return end.Cause switch
        {
            WorkerEnd.Finished or WorkerEnd.Stopped => 0,
            WorkerEnd.Refused => UsageException.ExitCode,
            _ => fault switch { UsageException => UsageException.ExitCode, FailureException => FailureException.ExitCode, _ => Bug },
        };
    }

    /// <summary>Whether another process in its place may succeed; what a user must put right fails again.</summary>
    public static bool IsWorthAnother(int code) => code is not (0 or UsageException.ExitCode or FailureException.ExitCode);

    /// <summary>An exit code in words.</summary>
    public static string Describe(int code) => code switch
    {
        0 => "it ended",
        Bug => "it failed because of a bug",
        CutOff => "it was cut off from the cluster",
        137 => "it was killed (SIGKILL)",
        > 128 and < 160 => $"it was ended by signal {code - 128}",
        _ => $"it ended with exit code {code}",
    };
}
