namespace JsiGan.Cluster.Hosting;

/// <summary>Why a node left its cluster.</summary>
public enum NodeEnd
{
    /// <summary>This process stopped it.</summary>
    Stopped,

    /// <summary>The nodes that it joined through are gone.</summary>
    SeedsLeft,

    /// <summary>The other nodes removed it.</summary>
    Downed,
}

/// <summary>This process stops its node.</summary>
internal sealed class NodeStoppedReason : CoordinatedShutdown.Reason
{
    private NodeStoppedReason() { }

    /// <summary>Not used: the process's Main returns its exit code.</summary>
    public override int ExitCode => 0;

    public static CoordinatedShutdown.Reason Instance { get; } = new NodeStoppedReason();
}

/// <summary>The nodes that this one joined through are gone.</summary>
internal sealed class SeedsLeftReason : CoordinatedShutdown.Reason
{
    private SeedsLeftReason() { }

    /// <summary>Not used: the process's Main returns its exit code.</summary>
    public override int ExitCode => 0;

    public static CoordinatedShutdown.Reason Instance { get; } = new SeedsLeftReason();
}

/// <summary>Tasks of a node's coordinated shutdown besides Akka's own.</summary>
internal static class NodeShutdown
{
    private static readonly TimeSpan LeaveTimeout = TimeSpan.FromSeconds(2);

    /// <summary>
    /// Lets the worker leave its run before its node leaves the cluster, so that the other workers need not notice its absence.
    /// </summary>
    public static void LeaveRunFirst(ActorSystem system, IActorRef worker) => CoordinatedShutdown.Get(system).AddTask(
        CoordinatedShutdown.PhaseServiceRequestsDone, "leave-run", async () =>
        {
            await worker.GracefulStop(LeaveTimeout, Actors.WorkerActor.LeaveRun.Instance).ConfigureAwait(false);
            return Akka.Done.Instance;
        });

    /// <summary>Completes when the actor system has terminated.</summary>
    public static async Task<NodeEnd> EndedAsync(ActorSystem system)
    {
        var shutdown = CoordinatedShutdown.Get(system);
        await system.WhenTerminated.ConfigureAwait(false);
        return shutdown.ShutdownReason switch
        {
            SeedsLeftReason => NodeEnd.SeedsLeft,
            CoordinatedShutdown.ClusterDowningReason => NodeEnd.Downed,
            _ => NodeEnd.Stopped,
        };
    }
}
