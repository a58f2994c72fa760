using JsiGan.Collectives.Mesh;
using JsiGan.Collectives.Transports;

namespace JsiGan.Collectives.Distributed;

/// <summary>Why a collective broke, without the operation it broke in.</summary>
/// <param name="Why">The end of a sentence.</param>
internal sealed record Fault(CollectiveFault Cause, int? Peer, string Why)
{
    public static Fault Of(int peer, LinkEnd end, PeerMesh mesh) => end.Aborted
        ? new Fault(CollectiveFault.PeerAborted, peer, $"{mesh.Label(peer)} aborted: {end.Reason}")
        : new Fault(CollectiveFault.PeerLost, peer, $"{mesh.Label(peer)} {end.Reason}");

    public static Fault Of(int peer, long operations, PeerMesh mesh) =>
        new(CollectiveFault.PeerLeft, peer, $"{mesh.Label(peer)} left after {operations} operations");

    /// <summary>The fault as the transport reports it; a timeout names the peer it waited for.</summary>
    public static Fault Of(TransportException fault, TimeSpan timeout, PeerMesh mesh)
    {
        var peer = fault.Peer is { } rank ? mesh.Label(rank) : "a peer";
        return new Fault(fault.Fault, fault.Peer, fault.Fault switch
        {
            CollectiveFault.TimedOut => FormattableString.Invariant($"{peer} did not take part within {timeout.TotalSeconds:0.###} s"),
            CollectiveFault.PeerLost => $"{peer} was lost: {fault.Message}",
            _ => fault.Message,
        });
    }

    /// <summary>The exception of an operation, or of the whole collective if <paramref name="what"/> names it.</summary>
    public CollectiveException ToException(string what, PeerMesh mesh) =>
        new(Cause, mesh.Rank, Peer, $"{what} failed on rank {mesh.Rank} of {mesh.Size} ({mesh.Host}): {Why}.");
}
