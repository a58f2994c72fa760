using System.Globalization;

namespace JsiGan.Protocol.Events;

/// <summary>The text of run events, a line each, for consoles and logs.</summary>
public static class RunEventText
{
    /// <summary>The event as text; null for events that are shown in another form, such as measurements.</summary>
    public static string? Of(IRunEvent happened) => happened switch
    {
        WorkerJoined joined => $"{Of(joined.Worker)} joined",
        WorkerRefused refused => $"refused: {refused.Reason}",
        WorkerLost lost => $"{Of(lost.Worker)} {Of(lost.Cause)}",
        CollectiveFailed failed => $"{Of(failed.Worker)}: {failed.Reason}",
        GenerationStarted started => Of(started),
        CoordinatorStarted { LastGeneration: > 0 } started =>
            $"coordinator {started.FencingToken} recovered after generation {started.LastGeneration}; newest checkpoint: {started.Stored}",
        CoordinatorRestarting restarting => $"coordinator {restarting.FencingToken} is restarting: {restarting.Reason}",
        StoreUnavailable away => $"{Of(away.Operation)}: {away.Reason}; retrying in {Seconds(away.RetryAfter, "F0")} s",
        RunEnded ended => $"the run is over: {Of(ended.End)}",
        _ => null,
    };

    /// <summary>Why a worker was lost, without a subject: "was killed (SIGKILL)".</summary>
    public static string Of(LossCause cause) => cause switch
    {
        LossCause.Disconnected => "disconnected",
        LossCause.ProcessExited exited => exited.Description,
        LossCause.Unresponsive silent => $"did not answer within {Seconds(silent.Waited, "F1")} s",
        LossCause.Failed failed => $"failed: {failed.Reason}",
        LossCause.Left => "left the run",
        _ => throw new ArgumentException($"Unknown cause: {cause}.", nameof(cause)),
    };

    /// <summary>Why a run ended, without a subject: "all 720 steps are done".</summary>
    public static string Of(RunEnd end) => end switch
    {
        RunEnd.Finished finished => $"all {finished.Steps} steps are done",
        RunEnd.Stopped stopped => stopped.Reason,
        RunEnd.GivenUp given => $"{given.Generations} generations in a row failed without one update; the last: {given.LastFailure}",
        RunEnd.Superseded old => $"coordinator {old.FencingToken} was superseded: leave the run to its successor, or stop that first",
        RunEnd.Recorded recorded => recorded.Reason,
        _ => throw new ArgumentException($"Unknown end: {end}.", nameof(end)),
    };

    private static string Of(WorkerIdentity worker) => $"{worker.Name} on {worker.Host} ({worker.Device})";

    private static string Of(StoreOperation operation) => operation switch
    {
        StoreOperation.TakeOver => "the run could not be taken over",
        StoreOperation.RecordEnd => "the end of the run could not be stored",
        _ => throw new ArgumentException($"Unknown operation: {operation}.", nameof(operation)),
    };

    private static string Of(GenerationStarted started)
    {
        var workers = $"generation {started.Generation.Number}: {started.Members.Count} workers";
        if (started.Recovery is not { } recovery)
            return $"{workers} started at {started.Start}";
        var repeated = recovery.RepeatedSteps > 0 ? $", repeating {recovery.RepeatedSteps} steps" : "";
        return $"{workers} resumed at {started.Start} after {Seconds(recovery.Duration, "F1")} s{repeated}";
    }

    private static string Seconds(TimeSpan time, string format) => time.TotalSeconds.ToString(format, CultureInfo.InvariantCulture);
}
