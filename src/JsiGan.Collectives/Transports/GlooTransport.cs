using System.Net;
using JsiGan.Collectives.Interop;
using JsiGan.Collectives.Mesh;

namespace JsiGan.Collectives.Transports;

/// <summary>
/// Gloo over TCP: ring all-reduce in segments of 4 MiB, binomial-tree broadcast, dissemination barrier. The ring adds the ranks' values of
/// an element in an order that its place in the buffer, the count and the world size alone decide: the same bits on every rank and in every
/// run. Cost of an all-reduce of S bytes over n ranks at B bytes/s a direction: t = 2 (n-1)/n S/B. Addresses travel over the mesh: no
/// store.
/// </summary>
internal static class GlooTransport
{
    private const int LargestAddress = 192; // gloo::transport::Address::kMaxByteSize

    public static async Task<ITransport> ConnectAsync(PeerMesh mesh, IPAddress address, TimeSpan timeout, CancellationToken token)
    {
        var group = NativeMethods.GlooOpen(address.ToString(), mesh.Rank, mesh.Size, out var outcome);
        NativeTransport.ThrowIfFailed(outcome);
        var transport = new NativeTransport(group);
        try
        {
            var all = await mesh.ExchangeAsync(OwnAddresses(group, mesh), token).ConfigureAwait(false);
            var mine = all.Select(addresses => Field(addresses, mesh.Rank, mesh.Size)).ToList();
            // Blocks until all pairs are connected; all peers are there and do the same.
            await Task.Run(() => Connect(group, mine, mesh.Rank, timeout), CancellationToken.None).ConfigureAwait(false);
            return transport;
        }
        catch
        {
            transport.Dispose();
            throw;
        }
    }

    // One field a rank, of equal lengths, the own one empty of meaning.
    private static byte[] OwnAddresses(nint group, PeerMesh mesh)
    {
        var peers = mesh.Peers.ToDictionary(peer => peer.Rank, peer => OwnAddress(group, peer.Rank));
        var length = peers.Values.First().Length;
        return [.. Enumerable.Range(0, mesh.Size).SelectMany(rank => peers.GetValueOrDefault(rank) ?? new byte[length])];
    }

    private static ReadOnlyMemory<byte> Field(byte[] addresses, int rank, int size)
    {
        var length = addresses.Length / size;
        return addresses.AsMemory(rank * length, length);
    }

    private static unsafe byte[] OwnAddress(nint group, int peer)
    {
        var bytes = stackalloc byte[LargestAddress];
        var length = NativeMethods.GlooAddress(group, peer, bytes, LargestAddress, out var outcome);
        NativeTransport.ThrowIfFailed(outcome);
        return new ReadOnlySpan<byte>(bytes, length).ToArray();
    }

    private static unsafe void Connect(nint group, IReadOnlyList<ReadOnlyMemory<byte>> addresses, int rank, TimeSpan timeout)
    {
        var lengths = addresses.Select((address, peer) => peer == rank ? 0 : address.Length).ToArray();
        var joined = addresses.Where((_, peer) => peer != rank).SelectMany(address => address.ToArray()).ToArray();
        fixed (byte* bytes = joined)
        fixed (int* each = lengths)
        {
            NativeMethods.GlooConnect(group, bytes, each, addresses.Count, (long)timeout.TotalMilliseconds, out var outcome);
            NativeTransport.ThrowIfFailed(outcome);
        }
    }
}
