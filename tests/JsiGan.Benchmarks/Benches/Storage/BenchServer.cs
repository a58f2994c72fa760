using System.Diagnostics;
using System.Globalization;
using JsiGan.Storage;
using JsiGan.Storage.Embedded;

namespace JsiGan.Benchmarks.Benches.Storage;

/// <summary>A PostgreSQL of one benchmark in a temporary folder, with psql.</summary>
internal sealed class BenchServer : IAsyncDisposable
{
    private readonly DirectoryInfo _folder;
    private readonly List<EmbeddedServer> _leases;
    private int _databases;

    private BenchServer(DirectoryInfo folder, EmbeddedServer server) => (_folder, _leases) = (folder, [server]);

    private EmbeddedServer Server => _leases[^1];

    /// <summary>A folder for files that psql reads or writes.</summary>
    public string Folder => _folder.FullName;

    public static async Task<BenchServer> StartAsync()
    {
        var folder = Directory.CreateTempSubdirectory("jsigan-bench-");
        // The server's user is not root, and needs access.
        File.SetUnixFileMode(folder.FullName, File.GetUnixFileMode(folder.FullName) | UnixFileMode.GroupExecute
            | UnixFileMode.OtherExecute);
        return new BenchServer(
            folder, await EmbeddedServer.OpenAsync(new ServerFolder(Path.Combine(folder.FullName, "postgres")), TimeProvider.System));
    }

    /// <summary>A new database with jsigan's tables.</summary>
    public async Task<(string Name, Database Database)> CreateAsync()
    {
        var name = $"bench_{++_databases}";
        Psql("postgres", $"CREATE DATABASE {name}");
        return (name, await Database.OpenAsync(DatabaseAddress.Parse(Server.ConnectionTo(name)), TimeProvider.System));
    }

    /// <summary>Drops a database and makes a checkpoint, so that it does not disturb the next measurement.</summary>
    public void Drop(string name)
    {
        Psql("postgres", $"DROP DATABASE {name} WITH (FORCE)");
        Psql("postgres", "CHECKPOINT");
    }

    public string ConnectionTo(string database) => Server.ConnectionTo(database);

    /// <summary>kill -9 of the postmaster.</summary>
    public void KillPostmaster()
    {
        var process = int.Parse(File.ReadLines(Server.Folder.PidFile).First(), CultureInfo.InvariantCulture);
        using var postmaster = Process.GetProcessById(process);
        postmaster.Kill();
    }

    /// <summary>Processor time of its backends so far.</summary>
    public double ProcessorSeconds()
    {
        var postmaster = File.ReadLines(Server.Folder.PidFile).First();
        // Fields after the name in parentheses: state, parent, ... user time (12), system time (13), in hundredths of a second.
        return Directory.EnumerateDirectories("/proc").Where(process => char.IsAsciiDigit(Path.GetFileName(process)[0]))
            .Select(StatusOf).Where(fields => fields is [_, var parent, ..] && parent == postmaster)
            .Sum(fields => fields[11..13].Sum(field => long.Parse(field, CultureInfo.InvariantCulture))) / 100.0;
    }

    /// <summary>Recovers the server after <see cref="KillPostmaster"/>.</summary>
    public async Task RestartAsync() => _leases.Add(await EmbeddedServer.OpenAsync(Server.Folder, TimeProvider.System));

    /// <summary>The output of psql.</summary>
    public string Psql(string database, params string[] commands) => ChildProcess.Run(
        Server.Programs.Psql,
        [
            "-h", Server.Folder.Socket, "-U", "jsigan", "-d", database, "-X", "-q", "-A", "-t", "-v", "ON_ERROR_STOP=1",
            .. commands.SelectMany(command => new[] { "-c", command }),
        ], 1);

    private static string[] StatusOf(string process)
    {
        try
        {
            var status = File.ReadAllText(Path.Combine(process, "stat"));
            return status[(status.LastIndexOf(')') + 2)..].Split(' ');
        }
        catch (IOException)
        {
            // It has ended.
            return [];
        }
    }

    /// <summary>How long psql takes for a query and its rows.</summary>
    public double PsqlSeconds(string database, string query)
    {
        var time = Psql(database, "\\timing on", query).Split('\n').Last(line => line.StartsWith("Time: ", StringComparison.Ordinal));
        return double.Parse(time.Split(' ')[1], CultureInfo.InvariantCulture) / 1000;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var lease in _leases)
            await lease.DisposeAsync();

        _folder.Delete(recursive: true);
    }
}
