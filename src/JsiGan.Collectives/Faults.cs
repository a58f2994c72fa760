using JsiGan.Collectives.Mesh;
using JsiGan.Collectives.Transports;

namespace JsiGan.Collectives;

/// <summary>Why a collective broke, before it is told to whoever waits for an operation.</summary>
/// <param name="Why">The end of a sentence.</param>
internal sealed record Fault(CollectiveFault Cause, int? Peer, string Why)
{
    public static Fault Of(int peer, LinkEnd end, PeerMesh mesh) => end.Aborted
        ? new Fault(CollectiveFault.PeerAborted, peer, $"{mesh.Label(peer)} gave up: {end.Reason}")
        : new Fault(CollectiveFault.PeerLost, peer, $"{mesh.Label(peer)} {end.Reason}");

    public static Fault Of(int peer, long operations, PeerMesh mesh) =>
        new(CollectiveFault.PeerLeft, peer, $"{mesh.Label(peer)} left in good order after {operations} operations");

    /// <summary>What the transport itself reports; a passed limit names whom it waited for.</summary>
    public static Fault Of(TransportException fault, TimeSpan limit, PeerMesh mesh)
    {
        var peer = fault.Peer is { } rank ? mesh.Label(rank) : "a peer";
        return new Fault(fault.Fault, fault.Peer, fault.Fault switch
        {
            CollectiveFault.TimedOut => FormattableString.Invariant($"{peer} did not take part within {limit.TotalSeconds:0.###} s"),
            CollectiveFault.PeerLost => $"{peer} is lost: {fault.Message}",
            _ => fault.Message,
        });
    }

    /// <summary>The exception of an operation, or of the collective as a whole where <paramref name="what"/> says so.</summary>
    public CollectiveException ToException(string what, PeerMesh mesh) =>
        new(Cause, mesh.Rank, Peer, $"{what} failed on rank {mesh.Rank} of {mesh.Size} ({mesh.Host}): {Why}.");
}
