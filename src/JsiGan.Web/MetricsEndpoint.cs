using System.Net;
using System.Net.Sockets;
using Prometheus;

namespace JsiGan.Web;

/// <summary>Serves /metrics on a TCP port of all addresses for as long as it lives.</summary>
public sealed class MetricsEndpoint : IDisposable
{
    private readonly KestrelMetricServer _server;

    /// <exception cref="FailureException">Another program listens on the port.</exception>
    public MetricsEndpoint(int port, CollectorRegistry registry)
    {
        EnsureFree(port);
        _server = new KestrelMetricServer(port, registry: registry);
        _server.Start();
    }

    public void Dispose() => _server.Dispose();

    /// <summary>The server reports a taken port only from its own thread, too late to refuse the run: ask first.</summary>
    private static void EnsureFree(int port)
    {
        try
        {
            using var probe = new TcpListener(IPAddress.Any, port);
            probe.Start();
        }
        catch (SocketException fault)
        {
            throw new FailureException(
                $"Metrics cannot be served on port {port} ({fault.Message}); free that port or choose another with --metrics-port.", fault);
        }
    }
}
