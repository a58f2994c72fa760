using JsiGan.Protocol.Sweeps;
using JsiGan.Runtime.Workers;

namespace JsiGan.Runtime.Sweeps;

/// <summary>How the process of a run ended.</summary>
/// <param name="Code">Its exit code.</param>
/// <param name="Words">The last line that it wrote to standard error.</param>
public sealed record TrialExit(int Code, string Words)
{
    /// <summary>The exit code of a run that was asked to stop and has saved.</summary>
    public const int StoppedCode = 130;

    public static TrialExit Stopped { get; } = new(StoppedCode, "");

    public bool IsSuccess => Code == 0;

    /// <summary>What the scheduler hears.</summary>
    public SweepInput ToInput(RunAttempt attempt) => Code switch
    {
        0 => new SweepInput.Finished(attempt),
        StoppedCode => new SweepInput.Stopped(attempt),
        FailureException.ExitCode or UsageException.ExitCode => new SweepInput.Failed(
            attempt, Words.Length > 0 ? Words : WorkerEnds.Describe(Code)),
        _ => new SweepInput.Lost(attempt),
    };
}
