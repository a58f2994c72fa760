using System.Globalization;
using JsiGan.Protocol.Events;
using JsiGan.Runtime.Events;

namespace JsiGan.Runtime.Observers;

/// <summary>The text of every event of a run, a line each, for consoles and logs.</summary>
public static class RuntimeEventText
{
    /// <summary>The event as text; null for measurements, which are shown in another form.</summary>
    public static string? Of(IRunEvent happened) => happened switch
    {
        TrainingStarted started => Of(started),
        RunPlanned plan => Of(plan),
        ComparisonStarted => "comparing with the baselines on the held-out frames",
        PreviewFailed failed => $"no picture of the result: {failed.Reason}",
        DatabaseUnavailable away => $"no database, the run is kept only in its folder: {away.Reason}",
        DatabaseOperationFailed failed => failed.Reason,
        PageOpened page => $"watch the run at {page.Url}",
        MetricsSpooled spooled => $"{spooled.Batches} batches of metrics are spooled in {spooled.Folder}; resuming sends them",
        WorkerOutput output => $"{output.Worker}: {output.Line}",
        WorkerRestarting restarting => $"{restarting.Worker} {restarting.How}; starting a replacement"
            + (restarting.Delay > TimeSpan.Zero ? $" in {Humanize.Duration(restarting.Delay)}" : ""),
        WorkerNotRestarted ended => $"{ended.Worker} {ended.How}; not replaced{(ended.Output.Length > 0 ? $": {ended.Output}" : "")}",
        WorkerKilled killed => $"a worker did not end within {Humanize.Duration(killed.Timeout)} and was killed",
        NodeStarted node => $"node {node.Address} started in a cluster of {node.Members}; others join by --seeds {node.Address}",
        NodeRemoved node => $"node {node.Address} was removed from its cluster; restart it with --seeds to join again",
        _ => RunEventText.Of(happened),
    };

    private static string Of(RunPlanned plan) => string.Create(CultureInfo.InvariantCulture,
        $"planned {plan.Stage1Steps} steps of stage 1 ({plan.Stage1Step.TotalSeconds:F2} s each) and {plan.Stage2Steps} of stage 2 "
        + $"({plan.Stage2Step.TotalSeconds:F2} s each) to end within {Humanize.Duration(plan.Duration)}");

    private static string Of(TrainingStarted started)
    {
        var where = started.Workers > 1 ? $" on {started.Workers} workers" : "";
        return $"training {started.Recipe}: {started.Steps[0]} steps of JSInet, then {started.Steps[1]} with the discriminators{where}; "
            + "Ctrl-C saves and stops";
    }
}
