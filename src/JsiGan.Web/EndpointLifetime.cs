using Microsoft.Extensions.Hosting;

namespace JsiGan.Web;

/// <summary>Leaves signals to the process around a server; the host's default lifetime would handle Ctrl-C itself.</summary>
internal sealed class EndpointLifetime : IHostLifetime
{
    public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
