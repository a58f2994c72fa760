using System.Globalization;
using System.Net.Sockets;
using JsiGan.Core.Files;

namespace JsiGan.Storage.Embedded;

/// <summary>
/// The user's private PostgreSQL: created on first use, reachable only by a Unix socket, shared by all of the user's jsigan processes. Each
/// holds a lease; when the last one is released, even by kill -9, <see cref="IdleServerStopper"/> stops the server.
/// </summary>
public sealed class EmbeddedServer : IAsyncDisposable
{
    private const long LongestLog = 16 << 20;
    private const int Attempts = 50;
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(90);
    private static readonly TimeSpan Watching = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(20);

    private readonly ServerCommand _command;
    private readonly TimeProvider _time;
    private readonly FileLock _lease;
    private readonly CancellationTokenSource _leaving = new();
    private Task _watch = Task.CompletedTask;

    private EmbeddedServer(ServerFolder folder, ServerPrograms programs, ServerCommand command, TimeProvider time, FileLock lease) =>
        (Folder, Programs, _command, _time, _lease) = (folder, programs, command, time, lease);

    public ServerFolder Folder { get; }

    public ServerPrograms Programs { get; }

    /// <summary>Connection string.</summary>
    public string ConnectionString => ConnectionTo(ServerSetup.Name);

    /// <summary>The command that opens the database in psql.</summary>
    public string PsqlCommand => $"{Programs.Psql} -h {Folder.Socket} -U {ServerSetup.Name} {ServerSetup.Name}";

    /// <summary>Takes a lease on the folder's server and starts it unless it runs.</summary>
    /// <exception cref="FailureException">There are no server programs, or the server does not start.</exception>
    public static async Task<EmbeddedServer> OpenAsync(ServerFolder folder, TimeProvider time)
    {
        var user = ServerUser.Find();
        var command = new ServerCommand(user);
        var setup = new ServerSetup(folder, user, command);
        var programs = ServerPrograms.Find(await MajorOfAsync(folder));
        await setup.MakeFolderAsync();
        var lease = await LockAsync(folder.Leases, shared: true, time);
        try
        {
            using var starting = await LockAsync(folder.StartLock, shared: false, time);
            var server = new EmbeddedServer(folder, programs, command, time, lease);
            if (!File.Exists(folder.VersionFile))
                await setup.MakeClusterAsync(programs);

            await setup.MakeSocketFolderAsync();
            for (var attempt = 1; ; attempt++)
            {
                if (!await server.AdoptAsync())
                    await server.StartAsync();

                await IdleServerStopper.StartAsync(folder, programs, command);
                try
                {
                    await server.MakeDatabaseAsync();
                    return server;
                }
                catch (NpgsqlException refused) when (attempt < Attempts && refused.InnerException is SocketException)
                {
                    // The server was dying when it was found: its files claim readiness for a moment after a kill.
                    await Task.Delay(PollInterval, time);
                }
            }
        }
        catch
        {
            lease.Dispose();
            throw;
        }
    }

    /// <summary>Connection string of another database of the server.</summary>
    public string ConnectionTo(string database) => new NpgsqlConnectionStringBuilder
    {
        Host = Folder.Socket, Port = 5432, Username = ServerSetup.Name, Database = database, ApplicationName = "jsigan",
    }.ConnectionString;

    /// <summary>Restarts a server that dies, as long as the lease is held.</summary>
    public void KeepAlive() => _watch = Task.Run(WatchAsync);

    /// <summary>Releases the lease. Releasing the last one waits until the server has stopped.</summary>
    public async ValueTask DisposeAsync()
    {
        await _leaving.CancelAsync();
        await _watch;
        _leaving.Dispose();
        _lease.Dispose();
        var start = _time.GetTimestamp();
        while (_time.GetElapsedTime(start) < Timeout)
        {
            if (FileLock.TryTake(Folder.Leases, shared: false) is { } last)
            {
                // The stopper has not acted yet, or was killed.
                using (last)
                    await _command.TryRunAsync(Programs.Ctl, "stop", "-D", Folder.Data, "-m", "fast", "-t", "60");

                return;
            }

            if (FileLock.TryTake(Folder.Leases, shared: true) is { } others)
            {
                others.Dispose();
                return;
            }

            // The stopper is at work.
            await Task.Delay(PollInterval, _time);
        }
    }

    private static async Task<FileLock> LockAsync(string path, bool shared, TimeProvider time) =>
        await FileLock.TakeAsync(path, shared, Timeout, time)
        ?? throw new FailureException($"Another jsigan has held {path} for {Timeout.TotalSeconds:F0} s while starting or stopping the "
            + "database; check whether it hangs, end it, and retry.");

    private static async Task<int?> MajorOfAsync(ServerFolder folder) =>
        File.Exists(folder.VersionFile)
            ? int.Parse((await File.ReadAllTextAsync(folder.VersionFile)).Trim(), CultureInfo.InvariantCulture)
            : null;

    /// <summary>Whether a server is already running here; waits until it answers.</summary>
    private async Task<bool> AdoptAsync()
    {
        var start = _time.GetTimestamp();
        while (Postmaster.Read(Folder) is { } postmaster && postmaster.Lives(Folder))
        {
            if (postmaster.IsReady)
                return true;

            if (_time.GetElapsedTime(start) > Timeout)
            {
                throw new FailureException(
                    $"The database server (process {postmaster.ProcessId}) in {Folder.Data} has not become ready within "
                    + $"{Timeout.TotalSeconds:F0} s; see {Folder.Log}.");
            }

            await Task.Delay(PollInterval, _time);
        }

        return false;
    }

    private async Task WatchAsync()
    {
        var data = Postmaster.Real(Folder.Data);
        while (true)
        {
            await Task.Delay(Watching, _time, _leaving.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (_leaving.IsCancellationRequested)
                return;

            if (Postmaster.Read(Folder)?.LivesIn(data) == true)
                continue;

            try
            {
                using var starting = await LockAsync(Folder.StartLock, shared: false, _time);
                if (!await AdoptAsync())
                    await StartAsync();
            }
            catch (FailureException)
            {
                // Users of the database report that it is unavailable; the next round retries.
            }
        }
    }

    private async Task StartAsync()
    {
        await ClearCrashAsync();
        if (File.Exists(Folder.Log) && new FileInfo(Folder.Log).Length > LongestLog)
            await _command.RunAsync("Moving the old log", "mv", "-f", "--", Folder.Log, Folder.Log + ".old");

        var (code, said) = await _command.TryRunAsync(Programs.Ctl, "start", "-w", "-t", "90", "-s", "-D", Folder.Data, "-l", Folder.Log,
            "-o", $"-c unix_socket_directories='{Folder.Socket}'");
        if (code != 0)
        {
            throw new FailureException($"The database server in {Folder.Data} does not start ({ServerCommand.LastLines(LogOr(said))}); see "
                + $"{Folder.Log}.");
        }
    }

    /// <summary>
    /// After a kill -9: waits for backends that outlive their postmaster, which hold the shared memory, and removes lock files whose
    /// process id was reused or is a zombie: PostgreSQL would mistake it for a running postmaster.
    /// </summary>
    private async Task ClearCrashAsync()
    {
        var start = _time.GetTimestamp();
        while (Postmaster.AnyoneWorksIn(Folder) && _time.GetElapsedTime(start) < Timeout)
            await Task.Delay(PollInterval, _time);

        if (Postmaster.Read(Folder) is { } stale && Directory.Exists($"/proc/{stale.ProcessId}"))
            await _command.RunAsync("Removing stale lock files", "rm", "-f", "--", Folder.PidFile, Folder.SocketLock);
    }

    private string LogOr(string said)
    {
        try
        {
            return File.ReadAllText(Folder.Log);
        }
        catch (IOException)
        {
            return said;
        }
    }

    private async Task MakeDatabaseAsync()
    {
        await using var connection = new NpgsqlConnection(ConnectionTo("postgres") + ";Pooling=false");
        await connection.OpenAsync();
        await using var look = new NpgsqlCommand("SELECT count(*) FROM pg_database WHERE datname = $1", connection)
        {
            Parameters = { new() { Value = ServerSetup.Name } },
        };
        if ((long)(await look.ExecuteScalarAsync())! == 0)
        {
            await using var create = new NpgsqlCommand($"CREATE DATABASE {ServerSetup.Name}", connection);
            await create.ExecuteNonQueryAsync();
        }
    }
}
