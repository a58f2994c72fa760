namespace JsiGan.Collectives.Mesh;

/// <summary>One connection to every other rank: who is there, small exchanges, and the news of who is lost.</summary>
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

    /// <summary>Gives <paramref name="own"/> to all and returns everybody's bytes by rank.</summary>
    /// <exception cref="CollectiveException">A peer was lost meanwhile, or gave up.</exception>
    public async Task<byte[][]> ExchangeAsync(byte[] own, CancellationToken token)
    {
        foreach (var (_, link) in Peers)
        {
            link.SendExchange(own);
        }

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
                    $"Connecting failed on rank {rank} of {Size} ({Host}): {Label(peer)} {(end.Aborted ? "gave up: " : "")}{end.Reason}.");
            }
            catch (OperationCanceledException fault) when (token.IsCancellationRequested)
            {
                throw new OperationCanceledException($"{Label(peer)} said nothing", fault, token);
            }
        }

        return all;
    }

    public void Dispose()
    {
        foreach (var link in links)
        {
            link?.Dispose();
        }
    }
}
