namespace JsiGan.Storage;

/// <summary>A summary of a database's content.</summary>
/// <param name="Server">Version of the server.</param>
/// <param name="Bytes">Bytes on the server's disk.</param>
public sealed record DatabaseContents(string Server, long Runs, long Checkpoints, long Chunks, long Bytes)
{
    public static Task<DatabaseContents> ReadAsync(Database database)
    {
        return database.GuardAsync("Reading what the database holds", async () =>
        {
            await using var connection = await database.Source.OpenConnectionAsync();
            var rows = await connection.Command(
                "SELECT 'PostgreSQL ' || current_setting('server_version'), (SELECT count(*) FROM jsigan.runs), "
                + "(SELECT count(*) FROM jsigan.checkpoints), (SELECT count(*) FROM jsigan.chunks), pg_database_size(current_database())")
                .RowsAsync(row =>
                    new DatabaseContents(row.GetString(0), row.GetInt64(1), row.GetInt64(2), row.GetInt64(3), row.GetInt64(4)));
            return rows[0];
        });
    }
}
