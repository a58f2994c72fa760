namespace Akka.Actor;

/// <summary>The way a system ends: its actors (and with them the singletons it holds), then its membership, then its connections.</summary>
public sealed class CoordinatedShutdown
{
    private readonly ActorSystem _system;
    private readonly Lazy<Task<Done>> _run;

    internal CoordinatedShutdown(ActorSystem system)
    {
        _system = system;
        _run = new Lazy<Task<Done>>(RunAsync);
    }

    public static CoordinatedShutdown Get(ActorSystem sys) => sys.Shutdown;

    /// <summary>Ends the system; a second call waits for the first.</summary>
    public Task<Done> Run(Reason reason, string? fromPhase = null)
    {
        ArgumentNullException.ThrowIfNull(reason);
        return _run.Value;
    }

    private async Task<Done> RunAsync()
    {
        await _system.EndActorsAsync().ConfigureAwait(false);
        if (_system.Node is { } node)
            await node.LeaveAsync().ConfigureAwait(false);
        _system.EndNode();
        return Done.Instance;
    }

    /// <summary>Why a system ends.</summary>
    public abstract class Reason;

    public sealed class ActorSystemTerminateReason : Reason
    {
        public static readonly Reason Instance = new ActorSystemTerminateReason();
    }

    public sealed class ClusterLeavingReason : Reason
    {
        public static readonly Reason Instance = new ClusterLeavingReason();
    }

    public sealed class ClusterDowningReason : Reason
    {
        public static readonly Reason Instance = new ClusterDowningReason();
    }
}
