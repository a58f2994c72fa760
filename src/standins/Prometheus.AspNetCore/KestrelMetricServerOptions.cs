using System.Security.Cryptography.X509Certificates;

namespace Prometheus;

public sealed class KestrelMetricServerOptions
{
    /// <summary>The address to listen on; + is all of them.</summary>
    public string Hostname { get; set; } = "+";

    public ushort Port { get; set; }

    public string Url { get; set; } = "/metrics";

    /// <summary>Serves HTTPS with this certificate, on all addresses.</summary>
    public X509Certificate2? TlsCertificate { get; set; }

    /// <summary>The registry to serve; the default one where it is null.</summary>
    public CollectorRegistry? Registry { get; set; }

    /// <summary>Has the last word on the settings.</summary>
    public Action<MetricServerMiddleware.Settings>? ConfigureExporter { get; set; }
}
