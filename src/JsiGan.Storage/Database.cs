using JsiGan.Storage.Migrations;

namespace JsiGan.Storage;

/// <summary>An open database with an up-to-date schema.</summary>
public sealed class Database : IAsyncDisposable
{
    private const int ReadOnlyConnections = 8;

    private readonly DatabaseAddress _address;

    private Database(DatabaseAddress address, TimeProvider time)
    {
        (_address, Time) = (address, time);
        Source = NpgsqlDataSource.Create(address.ConnectionString);
    }

    internal NpgsqlDataSource Source { get; }

    internal TimeProvider Time { get; }

    /// <summary>Connects, and brings the schema up to date.</summary>
    /// <exception cref="UsageException">Login, database or privileges are wrong, or it belongs to another application.</exception>
    /// <exception cref="FailureException">It does not answer, or is newer than this program.</exception>
    public static async Task<Database> OpenAsync(DatabaseAddress address, TimeProvider time, CancellationToken token = default)
    {
        var database = new Database(address, time);
        try
        {
            await database.GuardAsync("Bringing the schema up to date", async () =>
            {
                await using var connection = await database.Source.OpenConnectionAsync(token);
                await new Migrator(connection, database.ToString()).RunAsync(token);
            });
            return database;
        }
        catch
        {
            await database.DisposeAsync();
            throw;
        }
    }

    /// <summary>Connects to a database whose schema is up to date, for queries that write nothing and end in time.</summary>
    /// <param name="address">The database.</param>
    /// <param name="time">The clock.</param>
    /// <param name="queryTimeout">The longest that a query may take.</param>
    public static Database OpenReadOnly(DatabaseAddress address, TimeProvider time, TimeSpan queryTimeout)
    {
        var limited = new NpgsqlConnectionStringBuilder(address.ConnectionString)
        {
            MaxPoolSize = ReadOnlyConnections,
            Options = FormattableString.Invariant(
                $"-c default_transaction_read_only=on -c statement_timeout={queryTimeout.TotalMilliseconds:0}"),
        };
        return new Database(DatabaseAddress.Parse(limited.ConnectionString), time);
    }

    /// <summary>Runs a query that does nothing.</summary>
    /// <exception cref="FailureException">It does not answer.</exception>
    public Task PingAsync(CancellationToken token) => GuardAsync("The health check", async () =>
    {
        await using var connection = await Source.OpenConnectionAsync(token);
        await connection.Command("SELECT 1").RunAsync(token);
    });

    /// <summary>Name, role and host, without secrets.</summary>
    public override string ToString() => _address.ToString();

    public ValueTask DisposeAsync() => Source.DisposeAsync();

    /// <summary>A connection outside the pool, for state bound to its lifetime. The server detects a dead client host within
    /// seconds.</summary>
    /// <param name="name">Application name.</param>
    internal async Task<NpgsqlConnection> ConnectAloneAsync(string name, CancellationToken token)
    {
        var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(_address.ConnectionString)
        {
            Pooling = false,
            ApplicationName = name,
            Options = "-c tcp_keepalives_idle=2 -c tcp_keepalives_interval=1 -c tcp_keepalives_count=3",
        }.ConnectionString);
        try
        {
            await connection.OpenAsync(token);
            return connection;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    /// <summary>Runs work and translates exceptions of the database.</summary>
    internal async Task<T> GuardAsync<T>(string what, Func<Task<T>> work)
    {
        try
        {
            return await work();
        }
        catch (Exception fault) when (DatabaseFaults.Describe(fault, what, ToString()) is var told && told != fault)
        {
            throw told;
        }
    }

    /// <summary>The same within a transaction, which is committed when the work returns.</summary>
    internal Task<T> InTransactionAsync<T>(string what, Func<NpgsqlConnection, Task<T>> work, CancellationToken token) =>
        GuardAsync(what, async () =>
        {
            await using var connection = await Source.OpenConnectionAsync(token);
            await using var transaction = await connection.BeginTransactionAsync(token);
            var result = await work(connection);
            await transaction.CommitAsync(token);
            return result;
        });

    internal Task GuardAsync(string what, Func<Task> work) => GuardAsync(what, async () =>
    {
        await work();
        return true;
    });
}
