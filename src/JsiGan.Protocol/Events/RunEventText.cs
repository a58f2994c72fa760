using System.Globalization;

namespace JsiGan.Protocol.Events;

/// <summary>Run events as one line of English each, for consoles and logs.</summary>
public static class RunEventText
{
    /// <summary>The event in words; null for events that are shown in another form, such as measurements.</summary>
    public static string? Of(IRunEvent happened) => happened switch
    {
        WorkerJoined joined => $"{Of(joined.Worker)} joined",
        WorkerRefused refused => $"refused: {refused.Reason}",
        WorkerLost lost => $"{Of(lost.Worker)} is lost: {Of(lost.Cause)}",
        CollectiveFailed failed => $"{Of(failed.Worker)}: {failed.Reason}",
        GenerationStarted started => Of(started),
        CoordinatorStarted { LastGeneration: > 0 } started =>
            $"coordinator {started.FencingToken} takes over after generation {started.LastGeneration}; the store holds {started.Stored}",
        CoordinatorRestarting restarting => $"coordinator {restarting.FencingToken} restarts: {restarting.Reason}",
        StoreUnavailable away => $"{Of(away.Operation)}: {away.Reason}; retrying in {Seconds(away.RetryAfter, "F0")} s",
        RunEnded ended => $"the run is over: {Of(ended.End)}",
        _ => null,
    };

    /// <summary>Why a worker was lost.</summary>
    public static string Of(LossCause cause) => cause switch
    {
        LossCause.Disconnected => "its process or its connection ended",
        LossCause.ProcessExited exited => exited.Description,
        LossCause.Unresponsive silent => $"no answer within {Seconds(silent.Waited, "F1")} s",
        LossCause.Failed failed => failed.Reason,
        LossCause.Left => "it left",
        _ => throw new ArgumentException($"There are no words for {cause}.", nameof(cause)),
    };

    /// <summary>Why a run ended, without a subject: "all 720 steps are done".</summary>
    public static string Of(RunEnd end) => end switch
    {
        RunEnd.Finished finished => $"all {finished.Steps} steps are done",
        RunEnd.Stopped stopped => stopped.Reason,
        RunEnd.GivenUp given => $"{given.Generations} generations in a row failed without one update; the last: {given.LastFailure}",
        RunEnd.Superseded old => $"coordinator {old.FencingToken} ends because a later one has taken over the run: "
            + "leave the run to that one, or stop it first",
        RunEnd.Recorded recorded => recorded.Reason,
        _ => throw new ArgumentException($"There are no words for {end}.", nameof(end)),
    };

    private static string Of(WorkerIdentity worker) => $"{worker.Name} on {worker.Host} ({worker.Device})";

    private static string Of(StoreOperation operation) => operation switch
    {
        StoreOperation.TakeOver => "the run could not be taken over",
        StoreOperation.RecordEnd => "the end of the run could not be stored",
        _ => throw new ArgumentException($"There are no words for {operation}.", nameof(operation)),
    };

    private static string Of(GenerationStarted started)
    {
        var text = $"generation {started.Generation.Number}: {started.Members.Count} workers train on from {started.Start}";
        if (started.Recovery is not { } recovery)
            return text;
        var repeated = recovery.RepeatedSteps > 0 ? $", repeating {recovery.RepeatedSteps} steps" : "";
        return $"{text}{repeated}, {Seconds(recovery.Duration, "F1")} s after the change";
    }

    private static string Seconds(TimeSpan time, string format) => time.TotalSeconds.ToString(format, CultureInfo.InvariantCulture);
}
