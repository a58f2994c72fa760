using System.Diagnostics;
using JsiGan.Storage;
using JsiGan.Storage.Embedded;

namespace JsiGan.Benchmarks.Benches.Hosts;

/// <summary>A PostgreSQL that hosts reach by TCP, in a given folder.</summary>
internal sealed class HostServer : IDisposable
{
    private const string User = "postgres";
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(100);
    private readonly Process _server;

    private HostServer(Process server) => _server = server;

    /// <summary>Connection string, with timeouts that let a disconnected host notice within seconds.</summary>
    public static string ConnectionString =>
        $"Host={HostNetwork.Outside};Port=5432;Username={User};Database={User};Timeout=5;Command Timeout=5;Cancellation Timeout=1000";

    /// <exception cref="FailureException">There are no server programs, or the server does not start.</exception>
    public static async Task<HostServer> StartAsync(string folder)
    {
        var programs = ServerPrograms.Find();
        var data = Path.Combine(folder, "postgres");
        ChildProcess.Run("install", ["-d", "-m", "700", "-o", User, data], threads: 1);
        ChildProcess.Run("setpriv", [.. AsUser, programs.InitDb, "-D", data, "-U", User, "-A", "trust", "--no-sync"], threads: 1);
        File.AppendAllText(Path.Combine(data, "pg_hba.conf"), $"host all all {HostNetwork.Range} trust\n");
        var start = new ProcessStartInfo(
            Path.Combine(programs.Folder, "postgres"), ["-D", data, "-h", HostNetwork.Outside, "-k", data, "-F"])
        { RedirectStandardError = true, RedirectStandardOutput = true };
        var process = HostProcess.Start(start, AsUser);
        process.ErrorDataReceived += (_, _) => { };
        process.BeginErrorReadLine();
        var server = new HostServer(process);
        try
        {
            await server.WaitAsync();
            return server;
        }
        catch
        {
            server.Dispose();
            throw;
        }
    }

    public static Task<Database> OpenAsync() => Database.OpenAsync(DatabaseAddress.Parse(ConnectionString), TimeProvider.System);

    public void Dispose()
    {
        _server.Kill();
        _server.WaitForExit();
        _server.Dispose();
    }

    private static string[] AsUser => [$"--reuid={User}", $"--regid={User}", "--init-groups"];

    private async Task WaitAsync()
    {
        for (var watch = Stopwatch.StartNew(); ; await Task.Delay(PollInterval, TimeProvider.System))
        {
            try
            {
                await using var database = await OpenAsync();
                return;
            }
            catch (FailureException) when (watch.Elapsed < Timeout && !_server.HasExited)
            {
            }
        }
    }
}
