using System.Net;
using System.Net.Sockets;

namespace JsiGan.Testing;

/// <summary>TCP ports of this machine.</summary>
public static class Ports
{
    /// <summary>A port that nothing listened on a moment ago.</summary>
    public static int Free()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }
}
