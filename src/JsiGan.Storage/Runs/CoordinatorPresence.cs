namespace JsiGan.Storage.Runs;

/// <summary>
/// Announces in the database that a process may coordinate a run, by an advisory lock that the server releases with the connection. It lets
/// a second cluster detect the first; an old coordinator is stopped by its fencing token.
/// </summary>
public sealed class CoordinatorPresence : IAsyncDisposable
{
    private const int LockClass = 0x4A53_4743;
    private const string Prefix = "jsigan coordinator ";
    private static readonly TimeSpan Heartbeat = TimeSpan.FromSeconds(2);

    private readonly Database _database;
    private readonly long _run;
    private readonly string _node;
    private readonly CancellationTokenSource _leaving = new();
    private NpgsqlConnection? _connection;
    private Task _keeping = Task.CompletedTask;

    private CoordinatorPresence(Database database, long run, string node) => (_database, _run, _node) = (database, run, node);

    /// <summary>Announces a process.</summary>
    /// <param name="database">The database.</param>
    /// <param name="run">The run.</param>
    /// <param name="node">The process's address as host:port, at most 44 bytes.</param>
    /// <exception cref="FailureException">The database does not answer.</exception>
    public static async Task<CoordinatorPresence> AnnounceAsync(Database database, long run, string node)
    {
        var presence = new CoordinatorPresence(database, run, node);
        await database.GuardAsync($"Announcing a coordinator of run {run}", () => presence.ConnectAsync(CancellationToken.None));
        presence._keeping = presence.KeepAsync();
        return presence;
    }

    /// <summary>Running processes that announced themselves before this one, as host:port.</summary>
    /// <exception cref="FailureException">The database does not answer.</exception>
    public Task<List<string>> EarlierAsync() => _database.GuardAsync($"Looking for coordinators of run {_run}", async () =>
    {
        await using var connection = await _database.Source.OpenConnectionAsync();
        return await connection.Command(
            """
            WITH present AS (
                SELECT a.application_name AS name, a.backend_start AS since, a.pid
                FROM pg_locks l JOIN pg_stat_activity a ON a.pid = l.pid
                WHERE l.locktype = 'advisory' AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database())
                    AND l.classid::bigint = $1 AND l.objid::bigint = $2 AND a.application_name LIKE $3 || '%')
            SELECT name FROM present
            WHERE (since, pid) < ALL (SELECT since, pid FROM present WHERE name = $4) ORDER BY since
            """,
            (long)LockClass, _run, Prefix, NameOf(_node)).RowsAsync(row => row.GetString(0)[Prefix.Length..]);
    });

    public async ValueTask DisposeAsync()
    {
        await _leaving.CancelAsync();
        await _keeping;
        await CloseAsync();
        _leaving.Dispose();
    }

    // PostgreSQL keeps 63 bytes of a name.
    private static string NameOf(string node) => Prefix + (node.Length > 44 ? node[..44] : node);

    private async Task ConnectAsync(CancellationToken token)
    {
        var connection = await _database.ConnectAloneAsync(NameOf(_node), token);
        _connection = connection;
        await connection.Command("SELECT pg_advisory_lock_shared($1, $2)", LockClass, (int)_run).RunAsync(token);
    }

    // A database that was unavailable learns of us again; until then nobody can query it.
    private async Task KeepAsync()
    {
        using var heartbeat = new PeriodicTimer(Heartbeat, _database.Time);
        try
        {
            while (await heartbeat.WaitForNextTickAsync(_leaving.Token))
            {
                try
                {
                    if (_connection is { } connection)
                        await connection.Command("SELECT 1").ValueAsync(_leaving.Token);
                    else
                        await ConnectAsync(_leaving.Token);
                }
                catch (Exception away) when (DatabaseFaults.IsAway(away))
                {
                    await CloseAsync();
                }
            }
        }
        catch (OperationCanceledException)
        {
        }
    }

    private async Task CloseAsync()
    {
        if (Interlocked.Exchange(ref _connection, null) is { } connection)
            await connection.DisposeAsync();
    }
}
