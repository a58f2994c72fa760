using System.Text;

namespace Prometheus.Tests;

internal static class Exposition
{
    /// <summary>The registry's metrics in the Prometheus text format.</summary>
    public static async Task<string> TextAsync(this CollectorRegistry registry)
    {
        using var stream = new MemoryStream();
        await registry.CollectAndExportAsTextAsync(stream);
        return Encoding.UTF8.GetString(stream.ToArray());
    }
}
