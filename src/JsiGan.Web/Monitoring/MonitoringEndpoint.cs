using JsiGan.Core.Health;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Prometheus;

namespace JsiGan.Web.Monitoring;

/// <summary>
/// Serves /metrics, /health/live, /health/ready and /health/startup on a TCP port of all addresses, until it is disposed. A probe answers
/// 200, or 503 with the parts that are at fault, both as JSON (<see cref="HealthReport"/>).
/// </summary>
public sealed class MonitoringEndpoint : IAsyncDisposable
{
    /// <summary>How long a check may take: less than the second that Kubernetes gives a probe by default.</summary>
    public static readonly TimeSpan CheckTimeout = TimeSpan.FromMilliseconds(800);

    private readonly WebApplication _server;

    private MonitoringEndpoint(WebApplication server) => _server = server;

    /// <summary>The port.</summary>
    public int Port => new Uri(_server.Urls.First()).Port;

    /// <param name="port">The port; 0 for a free one.</param>
    /// <param name="registry">The metrics.</param>
    /// <param name="checks">The checks of the health probes; a probe without any answers 200.</param>
    /// <param name="time">The clock of the checks' time limit.</param>
    /// <param name="checkTimeout">The limit; null for <see cref="CheckTimeout"/>.</param>
    /// <exception cref="FailureException">Another program listens on the port.</exception>
    public static async Task<MonitoringEndpoint> StartAsync(
        int port, CollectorRegistry registry, IReadOnlyList<HealthCheck> checks, TimeProvider time, TimeSpan? checkTimeout = null)
    {
        var bounded = checks.Select(check => new BoundedCheck(check, checkTimeout ?? CheckTimeout, time)).ToList();
        var server = Build(port);
        server.MapMetrics(registry: registry);
        server.MapGet("/health/live", context => AnswerAsync(context, bounded, HealthProbes.Live));
        server.MapGet("/health/ready", context => AnswerAsync(context, bounded, HealthProbes.Ready));
        server.MapGet("/health/startup", context => AnswerAsync(context, bounded, HealthProbes.Startup));
        try
        {
            await server.StartAsync().ConfigureAwait(false);
            return new MonitoringEndpoint(server);
        }
        catch (IOException fault)
        {
            await server.DisposeAsync().ConfigureAwait(false);
            throw new FailureException($"Metrics cannot be served on port {port} ({fault.Message.TrimEnd('.')}); free that port or choose "
                + "another with --metrics-port.", fault);
        }
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    private static WebApplication Build(int port)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(options => options.ListenAnyIP(port));
        builder.Services.AddRoutingCore().AddSingleton<IHostLifetime, EndpointLifetime>();
        return builder.Build();
    }

    private static async Task AnswerAsync(HttpContext context, List<BoundedCheck> checks, HealthProbes probe)
    {
        var asked = checks.Where(check => check.Probes.HasFlag(probe)).Select(check => check.RunAsync());
        var results = await Task.WhenAll(asked).ConfigureAwait(false);
        var report = new HealthReport(results.All(result => result.Healthy), results);
        context.Response.StatusCode = report.Healthy ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable;
        await context.Response.WriteAsJsonAsync(report, context.RequestAborted).ConfigureAwait(false);
    }
}
