using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;

namespace JsiGan.Collectives.Mesh;

/// <summary>
/// A listening socket where the peers of one generation find this worker. Open it, send <see cref="Blob"/> to all, and pass it with the
/// blobs of all ranks to Collective.ConnectAsync, which takes ownership. It knows neither rank nor size, so it can be sent before those are
/// decided. It serves one generation.
/// </summary>
public sealed class Rendezvous : IDisposable
{
    private Rendezvous(Socket listener, RendezvousBlob description)
    {
        Listener = listener;
        Description = description;
        Blob = description.ToBytes();
    }

    /// <summary>What the peers need to connect: about 200 bytes, opaque to everyone else.</summary>
    public byte[] Blob { get; }

    internal Socket Listener { get; }

    internal RendezvousBlob Description { get; }

    /// <summary>Listens on a free port of <paramref name="address"/>.</summary>
    /// <param name="address">
    /// An address of this host that all peers can reach; null (default) for loopback, when all are on this host.
    /// </param>
    /// <exception cref="CollectiveException">The address is not one of this host's, or no port is free.</exception>
    public static Rendezvous Open(IPAddress? address = null)
    {
        address ??= IPAddress.Loopback;
        var listener = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            listener.Bind(new IPEndPoint(address, 0));
            listener.Listen(64);
        }
        catch (SocketException fault)
        {
            listener.Dispose();
            throw new CollectiveException(CollectiveFault.Transport, -1, null,
                $"Cannot listen on {address}: {fault.Message}. Name an address of this host ({Environment.MachineName}).", fault);
        }

        var token = RandomNumberGenerator.GetBytes(RendezvousBlob.TokenBytes);
        var endPoint = (IPEndPoint)listener.LocalEndPoint!;
        return new Rendezvous(listener, new RendezvousBlob(Environment.MachineName, HostIdentity.Current, endPoint, token));
    }

    public void Dispose() => Listener.Dispose();
}
