using System.Globalization;
using JsiGan.Protocol.Status;

namespace JsiGan.Cli.Display;

/// <summary>A run's status for people: the run in the title, a worker a row.</summary>
public static class StatusTable
{
    public static Table Of(RunStatus status)
    {
        var table = new Table().Border(TableBorder.Rounded)
            .Title(string.Create(CultureInfo.InvariantCulture,
                $"{status.Phase}, generation {status.Generation.Number}, {status.Point} of {status.Steps}, "
                    + $"{status.PatchesPerSecond:F2} patches/s"))
            .AddColumns("rank", "worker", "device", "step", "data (s)", "compute (s)", "waiting for others (s)", "state");
        foreach (var worker in status.Workers)
        {
            table.AddRow(
                worker.Rank < 0 ? "-" : worker.Rank.ToString(CultureInfo.InvariantCulture),
                Markup.Escape($"{worker.Worker} on {worker.Host}"),
                Markup.Escape(worker.Device),
                worker.Point?.Step.ToString(CultureInfo.InvariantCulture) ?? "-",
                Seconds(worker.Data),
                Seconds(worker.Compute),
                Seconds(worker.Communication),
                Markup.Escape(State(worker)));
        }

        return table;
    }

    /// <summary>The slowest worker and the cause; null if unknown.</summary>
    public static string? Slowest(RunStatus status)
    {
        var cause = status.Cause switch
        {
            SlownessCause.OthersWait => $"all others wait: {status.Workers.FirstOrDefault(worker => worker.Waiting.Length > 0)?.Waiting}",
            SlownessCause.Data => "waiting for patches",
            _ => "computing",
        };
        return status.Slowest.Length > 0 ? $"slowest: {status.Slowest}, {cause}" : null;
    }

    private static string State(WorkerStatus worker) => worker switch
    {
        { Silent: > 2 } => string.Create(CultureInfo.InvariantCulture, $"silent for {worker.Silent:F0} s"),
        { Rank: < 0 } => "joining",
        { Waiting.Length: > 0 } => $"waiting: {worker.Waiting}",
        _ => "computing",
    };

    private static string Seconds(double value) => value.ToString("F3", CultureInfo.InvariantCulture);
}
