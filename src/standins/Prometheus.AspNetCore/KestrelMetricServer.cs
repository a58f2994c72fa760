using System.Net;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Prometheus;

/// <summary>Serves the metrics of a registry over HTTP, in a web host of its own.</summary>
public sealed class KestrelMetricServer(KestrelMetricServerOptions options) : MetricHandler
{
    private readonly KestrelMetricServerOptions _options = options;

    public KestrelMetricServer(
        int port, string url = "/metrics", CollectorRegistry? registry = null, X509Certificate2? certificate = null)
        : this("+", port, url, registry, certificate)
    {
    }

    public KestrelMetricServer(
        string hostname, int port, string url = "/metrics", CollectorRegistry? registry = null, X509Certificate2? certificate = null)
        : this(new KestrelMetricServerOptions
        {
            Hostname = hostname,
            Port = (ushort)port,
            Url = url,
            Registry = registry,
            TlsCertificate = certificate,
        })
    {
    }

    /// <exception cref="IOException">The port is taken.</exception>
    protected override Task StartServer(CancellationToken cancel)
    {
        var host = new HostBuilder()
            .ConfigureServices(services => services.AddSingleton<IHostLifetime, DetachedLifetime>())
            .ConfigureWebHost(Configure)
            .Build();
        try
        {
            host.Start();
        }
        catch
        {
            host.Dispose();
            throw;
        }

        return RunAsync(host, cancel);
    }

    private static async Task RunAsync(IHost host, CancellationToken cancel)
    {
        using (host)
        {
            await host.WaitForShutdownAsync(cancel).ConfigureAwait(false);
        }
    }

    private void Configure(IWebHostBuilder builder)
    {
        if (_options.TlsCertificate is { } certificate)
        {
            builder.UseKestrel(kestrel => kestrel.Listen(IPAddress.Any, _options.Port, endpoint => endpoint.UseHttps(certificate)));
        }
        else
        {
            builder.UseKestrel().UseUrls($"http://{_options.Hostname}:{_options.Port}");
        }

        builder.Configure(Configure);
    }

    private void Configure(IApplicationBuilder application)
    {
        application.UseMetricServer(Configure, _options.Url);
        if (_options.Url.Trim('/').Length > 0)
        {
            application.MapWhen(
                context => context.Request.Path.Value?.Trim('/') is "",
                root => root.Run(context =>
                {
                    context.Response.Redirect(_options.Url);
                    return Task.CompletedTask;
                }));
        }
    }

    private void Configure(MetricServerMiddleware.Settings settings)
    {
        settings.Registry = _options.Registry;
        _options.ConfigureExporter?.Invoke(settings);
    }

    /// <summary>Leaves Ctrl-C and SIGTERM to the program: this host ends when its server is stopped.</summary>
    private sealed class DetachedLifetime : IHostLifetime
    {
        public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
