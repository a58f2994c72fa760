using JsiGan.Storage;
using JsiGan.Storage.Embedded;

namespace JsiGan.Testing.Servers;

/// <summary>A server of one test alone, which may stop and kill it.</summary>
public sealed class OwnServer : IAsyncDisposable
{
    private readonly TestFolder _folder = TestServer.OpenFolder();
    private readonly List<EmbeddedServer> _leases = [];

    private OwnServer()
    {
    }

    public EmbeddedServer Server => _leases[^1];

    public DatabaseAddress Address => DatabaseAddress.Parse(Server.ConnectionString + ";Timeout=5;Pooling=true");

    public static async Task<OwnServer> StartAsync()
    {
        var own = new OwnServer();
        await own.RestartAsync();
        return own;
    }

    /// <summary>Starts the server again after <see cref="StopAsync"/> or <see cref="Kill"/>.</summary>
    public async Task RestartAsync() =>
        _leases.Add(await EmbeddedServer.OpenAsync(new ServerFolder(_folder.File("postgres")), TimeProvider.System));

    /// <summary>pg_ctl stop, which closes all connections.</summary>
    public Task StopAsync() => new ServerCommand(ServerUser.Find())
        .RunAsync("Stopping", Server.Programs.Ctl, "stop", "-D", Server.Folder.Data, "-m", "fast", "-w");

    /// <summary>kill -9 of the postmaster.</summary>
    public void Kill()
    {
        using var postmaster = System.Diagnostics.Process.GetProcessById(Postmaster.Read(Server.Folder)!.ProcessId);
        postmaster.Kill();
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var lease in _leases)
            await lease.DisposeAsync();

        _folder.Dispose();
    }
}
