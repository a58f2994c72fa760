namespace JsiGan.Collectives.Mesh;

/// <summary>One control connection to every other rank: membership, small exchanges, and lost peers.</summary>
internal sealed class PeerMesh(int rank, IReadOnlyList<RendezvousBlob> ranks, PeerLink?[] links) : IDisposable
{
    public int Rank => rank;

    public int Size => ranks.Count;

    public IReadOnlyList<RendezvousBlob> Ranks => ranks;

    public string Host => ranks[rank].Host;

    /// <summary>The other ranks with their links.</summary>
    public IEnumerable<(int Rank, PeerLink Link)> Peers => links.Select((link, peer) => (peer, link!)).Where(peer => peer.peer != rank);

    /// <summary>As in <c>rank 2 (host b)</c>.</summary>
    public string Label(int peer) => $"rank {peer} ({ranks[peer].Host})";

    /// <summary>Sends <paramref name="own"/> to all ranks and returns the bytes of all, by rank (all-gather).</summary>
    /// <exception cref="CollectiveException">A peer was lost meanwhile, or aborted.</exception>
    public async Task<byte[][]> ExchangeAsync(byte[] own, CancellationToken token)
    {
        foreach (var (_, link) in Peers)
            link.SendExchange(own);

        var all = new byte[Size][];
        all[rank] = own;
        foreach (var (peer, link) in Peers)
        {
            try
            {
                all[peer] = await link.ReceiveExchangeAsync(token).ConfigureAwait(false);
            }
            catch (System.Threading.Channels.ChannelClosedException)
            {
                var end = await link.Ended.ConfigureAwait(false);
                throw new CollectiveException(end.Aborted ? CollectiveFault.PeerAborted : CollectiveFault.PeerLost, rank, peer,
                    $"Connecting failed on rank {rank} of {Size} ({Host}): {Label(peer)} {(end.Aborted ? "aborted: " : "")}{end.Reason}.");
            }
            catch (OperationCanceledException fault) when (token.IsCancellationRequested)
            {
                throw new OperationCanceledException($"{Label(peer)} did not answer", fault, token);
            }
        }

        return all;
    }

    public void Dispose()
    {
        foreach (var link in links)
            link?.Dispose();
    }
}
