using Microsoft.Extensions.Hosting;

namespace JsiGan.Cluster.Hosting;

/// <summary>Leaves signals to the process around the node; the host's default lifetime would handle Ctrl-C itself.</summary>
internal sealed class NodeLifetime : IHostLifetime
{
    public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
