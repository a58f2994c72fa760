namespace JsiGan.Storage.Migrations;

/// <summary>Brings a database's schema up to date under a lock, each migration in its own transaction.</summary>
internal sealed class Migrator(NpgsqlConnection connection, string database, IReadOnlyList<Migration>? migrations = null)
{
    // "jsigan" in ASCII.
    private const long LockKey = 0x6A73_6967_616E;

    private const string CreateHistory =
        """
        CREATE SCHEMA jsigan;
        COMMENT ON SCHEMA jsigan IS 'JsiGanCluster: runs, metrics and checkpoints.';
        CREATE TABLE jsigan.migrations (
            number int PRIMARY KEY,
            name text NOT NULL,
            sha256 bytea NOT NULL,
            applied_at timestamptz NOT NULL DEFAULT now());
        COMMENT ON TABLE jsigan.migrations IS 'Steps of this schema that have been carried out; marks the database as JsiGanCluster''s.';
        COMMENT ON COLUMN jsigan.migrations.number IS 'Counts from 1 without gaps.';
        COMMENT ON COLUMN jsigan.migrations.name IS 'Name of the file in src/JsiGan.Storage/Migrations.';
        COMMENT ON COLUMN jsigan.migrations.sha256 IS 'SHA-256 of the file''s text.';
        COMMENT ON COLUMN jsigan.migrations.applied_at IS 'When it was carried out.';
        """;

    // User tables: not the system's schemas, nor those of extensions.
    private const string Strangers =
        """
        SELECT n.nspname || '.' || c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
        WHERE c.relkind IN ('r', 'p') AND n.nspname NOT LIKE 'pg\_%' AND n.nspname <> 'information_schema'
          AND NOT EXISTS (SELECT 1 FROM pg_depend d WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid AND d.deptype = 'e')
        ORDER BY 1
        """;

    private readonly IReadOnlyList<Migration> _migrations = migrations ?? Migration.All;

    public async Task RunAsync(CancellationToken token)
    {
        await ExecuteAsync($"SELECT pg_advisory_lock({LockKey})", token);
        try
        {
            var applied = await HistoryAsync(token);
            Check(applied);
            foreach (var migration in _migrations.Skip(applied.Count))
                await ApplyAsync(migration, token);
        }
        finally
        {
            // A broken connection has released the lock.
            if (connection.State == System.Data.ConnectionState.Open)
                await ExecuteAsync($"SELECT pg_advisory_unlock({LockKey})", CancellationToken.None);
        }
    }

    private async Task<List<(int Number, string Name, byte[] Hash)>> HistoryAsync(CancellationToken token)
    {
        if (await ScalarAsync("SELECT to_regclass('jsigan.migrations') IS NULL", token) is true)
        {
            await RequireEmptyAsync(token);
            await ExecuteAsync(CreateHistory, token);
        }

        await using var command = new NpgsqlCommand("SELECT number, name, sha256 FROM jsigan.migrations ORDER BY number", connection);
        await using var reader = await command.ExecuteReaderAsync(token);
        var history = new List<(int, string, byte[])>();
        while (await reader.ReadAsync(token))
            history.Add((reader.GetInt32(0), reader.GetString(1), reader.GetFieldValue<byte[]>(2)));

        return history;
    }

    private async Task RequireEmptyAsync(CancellationToken token)
    {
        var tables = new List<string>();
        await using (var command = new NpgsqlCommand(Strangers, connection))
        await using (var reader = await command.ExecuteReaderAsync(token))
        {
            while (await reader.ReadAsync(token))
                tables.Add(reader.GetString(0));
        }

        if (tables.Count > 0)
        {
            var shown = string.Join(", ", tables.Take(3)) + (tables.Count > 3 ? " ..." : "");
            throw new UsageException($"The database {database} belongs to another application: it holds {tables.Count} tables ({shown}) "
                + "and none of jsigan's; create an empty database for jsigan and name that one.");
        }
    }

    private void Check(List<(int Number, string Name, byte[] Hash)> applied)
    {
        if (applied.Count > _migrations.Count)
        {
            throw new FailureException($"The database {database} is newer than this program: its schema has version {applied.Count}, this "
                + $"program knows versions up to {_migrations.Count}; install the jsigan that made it, or a newer one.");
        }

        foreach (var (found, expected) in applied.Zip(_migrations))
        {
            if (found.Number != expected.Number || !found.Hash.AsSpan().SequenceEqual(expected.Hash))
            {
                throw new FailureException(
                    $"The database {database} has another history than this program: its migration {found.Number} is "
                    + $"{found.Name} with SHA-256 {Convert.ToHexStringLower(found.Hash)[..12]}, expected {expected.Name} with "
                    + $"{Convert.ToHexStringLower(expected.Hash)[..12]}; use the jsigan that made it, or another database.");
            }
        }
    }

    private async Task ApplyAsync(Migration migration, CancellationToken token)
    {
        await using var transaction = await connection.BeginTransactionAsync(token);
        await ExecuteAsync(migration.Sql, token);
        await using (var note = new NpgsqlCommand("INSERT INTO jsigan.migrations (number, name, sha256) VALUES ($1, $2, $3)", connection))
        {
            note.Parameters.Add(new() { Value = migration.Number });
            note.Parameters.Add(new() { Value = migration.Name });
            note.Parameters.Add(new() { Value = migration.Hash });
            await note.ExecuteNonQueryAsync(token);
        }

        await transaction.CommitAsync(token);
    }

    private async Task ExecuteAsync(string sql, CancellationToken token)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(token);
    }

    private async Task<object?> ScalarAsync(string sql, CancellationToken token)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync(token);
    }
}
