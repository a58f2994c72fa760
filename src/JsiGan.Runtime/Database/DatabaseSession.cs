using System.Net;
using JsiGan.Storage;
using JsiGan.Storage.Embedded;

namespace JsiGan.Runtime.Database;

/// <summary>The database that the user named, or the private one, open until disposed.</summary>
public sealed class DatabaseSession : IAsyncDisposable
{
    /// <summary>Instead of a connection string: no database.</summary>
    public const string None = "none";

    private DatabaseSession(EmbeddedServer? server, string connectionString, Storage.Database database) =>
        (Server, ConnectionString, Database) = (server, connectionString, database);

    /// <summary>The private server; null where the user named another.</summary>
    public EmbeddedServer? Server { get; }

    /// <summary>Connection string for worker processes of this user; may contain a password.</summary>
    public string ConnectionString { get; }

    public Storage.Database Database { get; }

    /// <summary>The command that opens the database in psql.</summary>
    public string PsqlCommand => Server?.PsqlCommand ?? DatabaseAddress.Parse(ConnectionString).PsqlCommand;

    /// <summary>What the user named, by option or environment; null for the private one.</summary>
    public static string? Named(string? option) =>
        option ?? (Environment.GetEnvironmentVariable(DatabaseAddress.Variable) is { Length: > 0 } variable ? variable : null);

    /// <summary>Connects; starts the private server when none is named.</summary>
    /// <exception cref="UsageException">The connection string, the login or the database is wrong.</exception>
    /// <exception cref="FailureException">The database does not answer, or cannot be started.</exception>
    public static async Task<DatabaseSession> OpenAsync(string? option, TimeProvider time)
    {
        var named = Named(option);
        if (named == None)
        {
            throw new UsageException($"This command works on the database, but the database is '{None}'; name one by --database, or unset "
                + $"{DatabaseAddress.Variable} for the private one.");
        }

        if (named is not null)
            return new DatabaseSession(null, named, await Storage.Database.OpenAsync(DatabaseAddress.Parse(named), time));

        var server = await EmbeddedServer.OpenAsync(ServerFolder.Standard(), time);
        server.KeepAlive();
        try
        {
            var address = DatabaseAddress.Parse(server.ConnectionString);
            return new DatabaseSession(server, server.ConnectionString, await Storage.Database.OpenAsync(address, time));
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    /// <summary>Connects to a database that several machines can reach.</summary>
    /// <param name="option">--database.</param>
    /// <param name="host">The address that the other machines reach this one by; on loopback all are one machine.</param>
    /// <param name="time">The clock.</param>
    /// <exception cref="UsageException">None is named, or one that other machines cannot reach.</exception>
    public static Task<DatabaseSession> OpenSharedAsync(string? option, IPAddress host, TimeProvider time)
    {
        var socket = Named(option) is { } named
            ? named == None ? null : DatabaseAddress.Parse(named).Socket
            : "a private one on a Unix socket of this machine";
        return socket is null || IPAddress.IsLoopback(host)
            ? OpenAsync(option, time)
            : throw new UsageException($"A run of several machines (this one is {host}) is kept in a PostgreSQL that all of them reach by "
                + $"TCP, but it would be {socket}; name one by --database \"Host=ADDRESS;Username=...;Password=...;Database=...\" or "
                + $"{DatabaseAddress.Variable}.");
    }

    public async ValueTask DisposeAsync()
    {
        await Database.DisposeAsync();
        if (Server is not null)
            await Server.DisposeAsync();
    }
}
