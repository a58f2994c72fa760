using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;

namespace Prometheus.Tests;

public sealed class MetricServerTests
{
    private const string Text = "# HELP steps_total Steps done.\n# TYPE steps_total counter\nsteps_total 3\n";

    private readonly CollectorRegistry _registry = Metrics.NewCustomRegistry();

    public MetricServerTests() => Metrics.WithCustomRegistry(_registry).CreateCounter("steps_total", "Steps done.").Inc(3);

    [Fact]
    public async Task A_metric_server_is_scraped_until_it_stops()
    {
        var (server, address) = StartOnFreePort();
        using (server)
        using (var client = new HttpClient())
        {
            using var response = await client.GetAsync(new Uri(address, "/metrics"));
            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
            Assert.Equal("text/plain; version=0.0.4; charset=utf-8", response.Content.Headers.ContentType!.ToString());
            Assert.Equal(Text, await response.Content.ReadAsStringAsync());

            using var redirected = await client.GetAsync(address);
            Assert.Equal("/metrics", redirected.RequestMessage!.RequestUri!.AbsolutePath);

            using var missing = await client.GetAsync(new Uri(address, "/other"));
            Assert.Equal(HttpStatusCode.NotFound, missing.StatusCode);

            await server.StopAsync();
            await Assert.ThrowsAsync<HttpRequestException>(() => client.GetAsync(new Uri(address, "/metrics")));
        }

        Assert.Throws<InvalidOperationException>(() => server.Start());
    }

    [Fact]
    public void A_metric_server_is_started_once_and_may_be_stopped_without_a_start()
    {
        var (server, _) = StartOnFreePort();
        Assert.Throws<InvalidOperationException>(() => server.Start());
        server.Stop();
        new KestrelMetricServer("127.0.0.1", 1).Dispose();
    }

    [Fact]
    public void A_taken_port_fails_the_start()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        using var server = new KestrelMetricServer("127.0.0.1", ((IPEndPoint)taken.LocalEndpoint).Port, registry: _registry);
        Assert.Throws<IOException>(() => server.Start());
    }

    [Fact]
    public async Task An_application_serves_its_metrics_by_route_and_by_branch()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        await using var application = builder.Build();
        application.UseMetricServer("/branch", _registry);
        application.MapMetrics(settings => settings.Registry = _registry, "/route");
        await application.StartAsync();
        using var client = new HttpClient { BaseAddress = new Uri(application.Urls.Single()) };
        Assert.Equal(Text, await client.GetStringAsync("/branch"));
        Assert.Equal(Text, await client.GetStringAsync("/route"));
    }

    /// <summary>
    /// The server cannot tell which port it got, so one is chosen for it; should another process take it first, the next is tried.
    /// </summary>
    private (IMetricServer Server, Uri Address) StartOnFreePort()
    {
        for (var attempt = 1; ; attempt++)
        {
            var port = FreePort();
            var server = new KestrelMetricServer("127.0.0.1", port, registry: _registry);
            try
            {
                return (server.Start(), new Uri($"http://127.0.0.1:{port}"));
            }
            catch (IOException) when (attempt < 10)
            {
                server.Dispose();
            }
        }
    }

    private static int FreePort()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }
}
