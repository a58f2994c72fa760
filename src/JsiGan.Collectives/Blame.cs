using JsiGan.Collectives.Mesh;
using JsiGan.Collectives.Transports;

namespace JsiGan.Collectives;

/// <summary>
/// Finds out which peer an operation failed by. A transport knows only whom it happened to wait for: in a ring that is a neighbour, who may
/// himself wait for the one to blame. The mesh has a connection to each.
/// </summary>
internal static class Blame
{
    // The news of a death comes over the mesh at the same moment as over the transport.
    private static readonly TimeSpan NewsLimit = TimeSpan.FromMilliseconds(250);

    // An answer takes less than a millisecond, on an overloaded machine a good deal more.
    private static readonly TimeSpan AnswerLimit = TimeSpan.FromSeconds(1);

    /// <summary>The fault, and whether every other rank learns of it without being told.</summary>
    public static (Fault Fault, bool Known) Of(
        TransportException reported, TimeSpan limit, long started, PeerMesh mesh, Func<bool> alreadyBroken)
    {
        if (!alreadyBroken())
        {
            if (reported.Fault == CollectiveFault.PeerLost && Lost(mesh) is { } lost)
            {
                return (lost, true);
            }

            if (reported.Fault == CollectiveFault.TimedOut && Missing(limit, started, mesh) is { } missing)
            {
                return (missing, false);
            }
        }

        return (Fault.Of(reported, limit, mesh), false);
    }

    private static Fault? Lost(PeerMesh mesh)
    {
        var links = mesh.Peers.ToList();
        return Task.WaitAny([.. links.Select(peer => (Task)peer.Link.Ended)], NewsLimit) is >= 0 and var first
            ? Fault.Of(links[first].Rank, links[first].Link.Ended.Result, mesh)
            : null;
    }

    // A peer that does not answer is stopped or cut off; one that answers may be late.
    private static Fault? Missing(TimeSpan limit, long started, PeerMesh mesh)
    {
        var asked = mesh.Peers.Select(peer => (peer.Rank, Progress: peer.Link.AskProgress())).ToList();
        Task.WaitAll([.. asked.Select(peer => (Task)peer.Progress)], AnswerLimit);
        var within = FormattableString.Invariant($"did not take part within {limit.TotalSeconds:0.###} s");
        foreach (var (rank, _) in asked.Where(peer => !peer.Progress.IsCompleted))
        {
            return new Fault(CollectiveFault.TimedOut, rank,
                $"{mesh.Label(rank)} {within} and does not answer: it is stopped, or its network is cut");
        }

        foreach (var (rank, progress) in asked.Where(peer => peer.Progress.Result < started))
        {
            return new Fault(CollectiveFault.TimedOut, rank,
                $"{mesh.Label(rank)} {within}: it answers, but has begun {progress.Result} operations where this rank has begun {started}");
        }

        return null;
    }
}
