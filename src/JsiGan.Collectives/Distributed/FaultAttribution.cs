using JsiGan.Collectives.Mesh;
using JsiGan.Collectives.Transports;

namespace JsiGan.Collectives.Distributed;

/// <summary>
/// Finds the peer that made an operation fail. A transport knows only the peer it was waiting for, which in a ring is a neighbour that may
/// itself be waiting for the failed one. The mesh has a connection to every peer.
/// </summary>
internal static class FaultAttribution
{
    // A death reaches the mesh at the same moment as the transport.
    private static readonly TimeSpan DeathReportTimeout = TimeSpan.FromMilliseconds(250);

    // An answer takes less than a millisecond, but much longer on an overloaded machine.
    private static readonly TimeSpan ProbeTimeout = TimeSpan.FromSeconds(1);

    /// <summary>The fault, and whether every other rank sees it without a notice.</summary>
    public static (Fault Fault, bool Known) Of(
        TransportException reported, TimeSpan timeout, long started, PeerMesh mesh, Func<bool> alreadyBroken)
    {
        if (!alreadyBroken())
        {
            if (reported.Fault == CollectiveFault.PeerLost && Lost(mesh) is { } lost)
                return (lost, true);

            if (reported.Fault == CollectiveFault.TimedOut && Missing(timeout, started, mesh) is { } missing)
                return (missing, false);
        }

        return (Fault.Of(reported, timeout, mesh), false);
    }

    private static Fault? Lost(PeerMesh mesh)
    {
        var links = mesh.Peers.ToList();
        return Task.WaitAny([.. links.Select(peer => (Task)peer.Link.Ended)], DeathReportTimeout) is >= 0 and var first
            ? Fault.Of(links[first].Rank, links[first].Link.Ended.Result, mesh)
            : null;
    }

    // A peer that does not answer is stopped or disconnected; one that answers may be late.
    private static Fault? Missing(TimeSpan timeout, long started, PeerMesh mesh)
    {
        var asked = mesh.Peers.Select(peer => (peer.Rank, Progress: peer.Link.AskProgress())).ToList();
        Task.WaitAll([.. asked.Select(peer => (Task)peer.Progress)], ProbeTimeout);
        var within = FormattableString.Invariant($"did not take part within {timeout.TotalSeconds:0.###} s");
        foreach (var (rank, _) in asked.Where(peer => !peer.Progress.IsCompleted))
        {
            return new Fault(CollectiveFault.TimedOut, rank,
                $"{mesh.Label(rank)} {within} and does not answer: it is stopped, or its network is cut");
        }

        foreach (var (rank, progress) in asked.Where(peer => peer.Progress.Result < started))
        {
            return new Fault(CollectiveFault.TimedOut, rank,
                $"{mesh.Label(rank)} {within}: it answers, but has started {progress.Result} operations, this rank {started}");
        }

        return null;
    }
}
