using System.Net;
using JsiGan.Collectives.Mesh;
using JsiGan.Collectives.Nccl;
using JsiGan.Collectives.Transports;

namespace JsiGan.Collectives.Distributed;

/// <summary>Makes collectives: all ranks of a generation connect with the same list of rendezvous blobs.</summary>
public static class Collective
{
    /// <summary>
    /// Connects with the other ranks of a generation. Takes ownership of <paramref name="own"/> and disposes it, also on failure.
    /// </summary>
    /// <param name="own">This worker's rendezvous.</param>
    /// <param name="rank">Which of <paramref name="blobs"/> is this worker's.</param>
    /// <param name="blobs">
    /// The blobs of all ranks in the order of their ranks, the same list everywhere. One blob makes a <see cref="LocalCollective"/>.
    /// </param>
    /// <param name="options">Transport, device and timeouts.</param>
    /// <param name="token">Cancels connecting, for instance when a member was lost meanwhile.</param>
    /// <exception cref="CollectiveException">
    /// A peer cannot be reached, did not come in time, or does not fit: the message names both sides.
    /// </exception>
    /// <exception cref="ArgumentException">A blob is none, is of another version, or is not this worker's.</exception>
    public static async Task<ICollective> ConnectAsync(
        Rendezvous own, int rank, IReadOnlyList<byte[]> blobs, CollectiveOptions options, CancellationToken token = default)
    {
        using var taken = own;
        var ranks = Parse(own, rank, blobs);
        if (ranks.Count == 1)
            return new LocalCollective();

        using var late = new CancellationTokenSource(options.ConnectTimeout, options.Time);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(late.Token, token);
        var what = $"Connecting failed on rank {rank} of {ranks.Count} ({ranks[rank].Host})";
        PeerMesh? mesh = null;
        try
        {
            mesh = await new MeshConnector(own, rank, ranks, RendezvousBlob.GroupOf(blobs)).ConnectAsync(stop.Token).ConfigureAwait(false);
            var transport = await ChooseAsync(mesh, ranks[rank].EndPoint.Address, options, stop.Token).ConfigureAwait(false);
            return new QueuedCollective(mesh, transport);
        }
        catch (Exception fault)
        {
            mesh?.Dispose();
            throw fault switch
            {
                OperationCanceledException when token.IsCancellationRequested =>
                    new OperationCanceledException($"{what}: it was cancelled.", fault, token),
                OperationCanceledException => new CollectiveException(CollectiveFault.TimedOut, rank, null,
                    FormattableString.Invariant($"{what}: {fault.Message} within {options.ConnectTimeout.TotalSeconds:0.###} s."), fault),
                TransportException refusal =>
                    new CollectiveException(refusal.Fault, rank, refusal.Peer, $"{what}: {refusal.Message}.", fault),
                _ => fault,
            };
        }
    }

    private static List<RendezvousBlob> Parse(Rendezvous own, int rank, IReadOnlyList<byte[]> blobs)
    {
        if (rank < 0 || rank >= blobs.Count || !blobs[rank].AsSpan().SequenceEqual(own.Blob))
            throw new ArgumentException($"Of {blobs.Count} rendezvous blobs, that of rank {rank} is not this worker's own.", nameof(rank));

        return [.. blobs.Select((blob, index) => RendezvousBlob.Parse(blob, index))];
    }

    private static async Task<ITransport> ChooseAsync(PeerMesh mesh, IPAddress address, CollectiveOptions options, CancellationToken token)
    {
        var wanted = options.Transport == Transport.Auto && options.CudaDevice is not null ? Transport.Nccl : options.Transport;
        var all = await mesh.ExchangeAsync([(byte)wanted], token).ConfigureAwait(false);
        if (Array.FindIndex(all, bytes => bytes is not [var own] || own != (byte)wanted) is >= 0 and var odd)
        {
            var other = all[odd] is [var kind] ? ((Transport)kind).ToString() : "something else";
            throw new TransportException(CollectiveFault.Disagreement, odd,
                $"this rank wants the transport {wanted}, {mesh.Label(odd)} wants {other}");
        }

        switch (wanted)
        {
            case Transport.Nccl:
                return await NcclTransport.ConnectAsync(mesh, options.CudaDevice ?? 0, options, token).ConfigureAwait(false);
            case Transport.SharedMemory:
                return await SharedMemoryTransport.ConnectAsync(mesh, token).ConfigureAwait(false);
            case Transport.Auto when SharedMemoryTransport.Fits(mesh):
                try
                {
                    return await SharedMemoryTransport.ConnectAsync(mesh, token).ConfigureAwait(false);
                }
                catch (TransportException)
                {
                    break; // on all ranks
                }
        }

        return await GlooTransport.ConnectAsync(mesh, address, options.ConnectTimeout, token).ConfigureAwait(false);
    }
}
