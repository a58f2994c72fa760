using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;

namespace Prometheus;

public static class MetricServerMiddlewareExtensions
{
    public static IEndpointConventionBuilder MapMetrics(
        this IEndpointRouteBuilder endpoints, Action<MetricServerMiddleware.Settings> configure, string pattern = "/metrics") =>
        endpoints
            .Map(pattern, endpoints.CreateApplicationBuilder().Use(configure).Build())
            .WithDisplayName("Prometheus metrics");

    public static IEndpointConventionBuilder MapMetrics(
        this IEndpointRouteBuilder endpoints, string pattern = "/metrics", CollectorRegistry? registry = null) =>
        MapMetrics(endpoints, settings => settings.Registry = registry, pattern);

    public static IApplicationBuilder UseMetricServer(
        this IApplicationBuilder builder, Action<MetricServerMiddleware.Settings> configure, string? url = "/metrics") =>
        url is null ? builder.Use(configure) : builder.Map(url, mapped => mapped.Use(configure));

    public static IApplicationBuilder UseMetricServer(
        this IApplicationBuilder builder, string? url = "/metrics", CollectorRegistry? registry = null) =>
        UseMetricServer(builder, settings => settings.Registry = registry, url);

    /// <summary>Serves the metrics on one of the application's ports only.</summary>
    public static IApplicationBuilder UseMetricServer(
        this IApplicationBuilder builder, int port, Action<MetricServerMiddleware.Settings> configure, string? url = "/metrics") =>
        builder.Map(
            url ?? "/", mapped => mapped.MapWhen(context => context.Connection.LocalPort == port, matched => matched.Use(configure)));

    public static IApplicationBuilder UseMetricServer(
        this IApplicationBuilder builder, int port, string? url = "/metrics", CollectorRegistry? registry = null) =>
        UseMetricServer(builder, port, settings => settings.Registry = registry, url);

    private static IApplicationBuilder Use(this IApplicationBuilder builder, Action<MetricServerMiddleware.Settings> configure)
    {
        var settings = new MetricServerMiddleware.Settings();
        configure(settings);
        return builder.UseMiddleware<MetricServerMiddleware>(settings);
    }
}
