using System.Text;
using JsiGan.Runtime.Monitoring;
using Prometheus;

namespace JsiGan.Runtime.Tests.Monitoring;

/// <summary>Metrics as Prometheus reads them.</summary>
internal static class Exposition
{
    public static MetricSet NewMetrics() => new(Prometheus.Metrics.NewCustomRegistry());

    public static async Task<string[]> LinesAsync(this CollectorRegistry registry)
    {
        using var text = new MemoryStream();
        await registry.CollectAndExportAsTextAsync(text, default);
        return Encoding.UTF8.GetString(text.ToArray()).Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }
}
