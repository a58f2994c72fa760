using JsiGan.Storage;
using JsiGan.Storage.Embedded;
using Npgsql;

namespace JsiGan.Testing.Servers;

/// <summary>A database of one test, on the run's server.</summary>
public sealed class TestDatabase : IAsyncDisposable
{
    private readonly EmbeddedServer _server;
    private readonly NpgsqlDataSource _raw;

    private TestDatabase(EmbeddedServer server, string name)
    {
        (_server, Name) = (server, name);
        _raw = NpgsqlDataSource.Create(server.ConnectionTo(name));
    }

    public string Name { get; }

    public string ConnectionString => _server.ConnectionTo(Name);

    public DatabaseAddress Address => DatabaseAddress.Parse(ConnectionString);

    /// <summary>An empty one.</summary>
    public static async Task<TestDatabase> CreateAsync()
    {
        var server = await TestServer.GetAsync();
        var name = TestServer.NextDatabase();
        await using var source = NpgsqlDataSource.Create(server.ConnectionTo("postgres"));
        await using var create = source.CreateCommand($"CREATE DATABASE {name}");
        await create.ExecuteNonQueryAsync();
        return new TestDatabase(server, name);
    }

    /// <summary>One with jsigan's schema, opened.</summary>
    public static async Task<(TestDatabase Test, Database Database)> OpenAsync()
    {
        var test = await CreateAsync();
        return (test, await Database.OpenAsync(test.Address, TimeProvider.System));
    }

    public async Task ExecuteAsync(string sql, params object[] parameters)
    {
        await using var command = Command(sql, parameters);
        await command.ExecuteNonQueryAsync();
    }

    public async Task<T> ScalarAsync<T>(string sql, params object[] parameters)
    {
        await using var command = Command(sql, parameters);
        return (T)(await command.ExecuteScalarAsync())!;
    }

    public async Task<IReadOnlyList<T>> ListAsync<T>(string sql, params object[] parameters)
    {
        await using var command = Command(sql, parameters);
        await using var reader = await command.ExecuteReaderAsync();
        var rows = new List<T>();
        while (await reader.ReadAsync())
            rows.Add(reader.GetFieldValue<T>(0));

        return rows;
    }

    public ValueTask DisposeAsync() => _raw.DisposeAsync();

    private NpgsqlCommand Command(string sql, object[] parameters)
    {
        var command = _raw.CreateCommand(sql);
        foreach (var parameter in parameters)
            command.Parameters.Add(new() { Value = parameter });

        return command;
    }
}
