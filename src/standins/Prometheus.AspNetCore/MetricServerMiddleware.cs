using Microsoft.AspNetCore.Http;

namespace Prometheus;

/// <summary>Answers every request with the metrics of a registry, in the Prometheus text format.</summary>
public sealed class MetricServerMiddleware
{
    private readonly CollectorRegistry _registry;

    /// <param name="next">Not called: this is the end of its pipeline.</param>
    /// <param name="settings">What to serve.</param>
    public MetricServerMiddleware(RequestDelegate next, Settings settings) => _registry = settings.Registry ?? Metrics.DefaultRegistry;

    public async Task Invoke(HttpContext context)
    {
        try
        {
            using var body = new MemoryStream();
            await _registry.CollectAndExportAsTextAsync(body, context.RequestAborted);
            context.Response.ContentType = PrometheusConstants.TextContentTypeWithVersionAndEncoding;
            await context.Response.Body.WriteAsync(body.GetBuffer().AsMemory(0, (int)body.Length), context.RequestAborted);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // The client went away; nobody is left to tell.
        }
    }

    public sealed class Settings
    {
        /// <summary>The registry to serve; the default one where it is null.</summary>
        public CollectorRegistry? Registry { get; set; }
    }
}
