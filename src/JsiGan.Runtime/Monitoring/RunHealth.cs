using JsiGan.Core.Health;

namespace JsiGan.Runtime.Monitoring;

/// <summary>The health checks of a process that takes part in a run.</summary>
public static class RunHealth
{
    // Below the limit of a check, so that the reason names the coordinator.
    private static readonly TimeSpan AnswerTimeout = TimeSpan.FromMilliseconds(500);

    /// <param name="parts">What is asked.</param>
    /// <param name="training">The training that this process does or coordinates.</param>
    public static IReadOnlyList<HealthCheck> Checks(RunParts parts, TrainingProgress training) =>
    [
        new("cluster", HealthProbes.Ready | HealthProbes.Startup, _ => Task.FromResult(FindClusterFault(parts))),
        new("database", HealthProbes.Ready, token => FindDatabaseFaultAsync(parts, token)),
        new("coordinator", HealthProbes.Ready, _ => FindCoordinatorFaultAsync(parts)),
        new("training", HealthProbes.Ready, _ => Task.FromResult(IsStandby(parts) ? null : training.FindFault())),
    ];

    // A coordinator of several that does not coordinate sees no steps.
    private static bool IsStandby(RunParts parts) => parts is { IsCoordinator: true, Node.CoordinatorMailbox: null };

    private static string? FindClusterFault(RunParts parts) => parts.Node switch
    {
        null => "this process has not joined the run yet, or has left it",
        { Ended.IsCompleted: true } => "this process was removed from its cluster",
        _ => null,
    };

    private static async Task<string?> FindDatabaseFaultAsync(RunParts parts, CancellationToken token)
    {
        if (parts.PingDatabase is { } ping)
            await ping(token).ConfigureAwait(false);

        return null;
    }

    private static async Task<string?> FindCoordinatorFaultAsync(RunParts parts)
    {
        if (parts.Node is not { } node)
            return "this process has not joined the run yet, or has left it";

        await node.StatusAsync(AnswerTimeout).ConfigureAwait(false);
        return null;
    }
}
