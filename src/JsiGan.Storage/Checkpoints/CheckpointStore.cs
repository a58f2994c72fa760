using System.Globalization;
using System.Text.Json;

namespace JsiGan.Storage.Checkpoints;

/// <summary>Finds, pins and deletes stored checkpoints.</summary>
public sealed class CheckpointStore(Database database)
{
    private const string Select =
        """
        SELECT c.checkpoint_id, c.run_id, r.name, c.step, c.phase, c.stage, c.epoch, c.architecture, c.scores::text, c.metadata::text,
            c.bytes, c.pinned, c.created_at
        FROM jsigan.checkpoints c JOIN jsigan.runs r USING (run_id)
        """;

    /// <summary>All of a run, or of all runs: newest run first, newest step first.</summary>
    public Task<List<StoredCheckpoint>> ListAsync(long? run = null, CancellationToken token = default) =>
        QueryAsync("Listing the checkpoints",
            $"{Select} WHERE $1::bigint IS NULL OR c.run_id = $1 ORDER BY c.run_id DESC, c.step DESC, c.phase DESC", run, token);

    /// <summary>The checkpoint of a number.</summary>
    /// <exception cref="UsageException">There is none.</exception>
    public async Task<StoredCheckpoint> FindAsync(long id, CancellationToken token = default)
    {
        var found = await QueryAsync($"Looking for checkpoint {id}", $"{Select} WHERE c.checkpoint_id = $1", id, token);
        return found is [var checkpoint]
            ? checkpoint
            : throw new UsageException(string.Create(CultureInfo.InvariantCulture,
                $"The database {database} has no checkpoint {id}; `jsigan checkpoints list` shows those it has."));
    }

    /// <summary>The newest of a run, or null.</summary>
    public async Task<StoredCheckpoint?> NewestAsync(long run, CancellationToken token = default) =>
        (await QueryAsync($"Looking for the newest checkpoint of run {run}",
            $"{Select} WHERE c.run_id = $1 ORDER BY c.step DESC, c.phase DESC LIMIT 1", run, token)).FirstOrDefault();

    /// <summary>The files of a checkpoint.</summary>
    public Task<List<StoredFile>> FilesAsync(long id, CancellationToken token = default) =>
        database.GuardAsync($"Listing the files of checkpoint {id}", async () =>
        {
            await using var connection = await database.Source.OpenConnectionAsync(token);
            return await connection.Command("SELECT file, name, bytes FROM jsigan.checkpoint_files WHERE checkpoint_id = $1 ORDER BY file",
                id)
                .RowsAsync(row => new StoredFile(row.GetInt16(0), row.GetString(1), row.GetInt64(2)), token);
        });

    /// <summary>Excludes a checkpoint from retention, or includes it again.</summary>
    public Task PinAsync(long id, bool pinned, CancellationToken token = default) =>
        ChangeAsync($"Pinning checkpoint {id}", "UPDATE jsigan.checkpoints SET pinned = $2 WHERE checkpoint_id = $1", [id, pinned], token);

    /// <summary>Deletes checkpoints; their chunks stay until they are collected.</summary>
    /// <param name="pinnedToo">Whether to delete pinned ones.</param>
    /// <returns>The number deleted.</returns>
    public Task<int> DeleteAsync(IReadOnlyList<long> ids, bool pinnedToo = false, CancellationToken token = default) =>
        ChangeAsync("Deleting checkpoints", "DELETE FROM jsigan.checkpoints WHERE checkpoint_id = ANY($1) AND ($2 OR NOT pinned)",
            [ids.ToArray(), pinnedToo], token);

    private static StoredCheckpoint Read(NpgsqlDataReader row) => new(
        row.GetInt64(0),
        row.GetInt64(1),
        row.GetString(2),
        new CheckpointDescription
        {
            Step = row.GetInt64(3),
            Phase = row.GetInt16(4),
            Stage = row.GetInt16(5),
            Epoch = row.GetInt32(6),
            Architecture = row.GetString(7),
            Scores = JsonSerializer.Deserialize<Dictionary<string, double>>(row.GetString(8))!,
            Metadata = JsonSerializer.Deserialize<Dictionary<string, string>>(row.GetString(9))!,
        },
        row.GetInt64(10),
        row.GetBoolean(11),
        row.GetDateTime(12));

    private Task<List<StoredCheckpoint>> QueryAsync(string what, string sql, long? parameter, CancellationToken token) =>
        database.GuardAsync(what, async () =>
        {
            await using var connection = await database.Source.OpenConnectionAsync(token);
            await using var command = connection.Command(sql);
            command.Parameters.Add(
                new NpgsqlParameter { Value = parameter ?? (object)DBNull.Value, NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Bigint });
            return await command.RowsAsync(Read, token);
        });

    private Task<int> ChangeAsync(string what, string sql, object[] parameters, CancellationToken token) =>
        database.GuardAsync(what, async () =>
        {
            await using var connection = await database.Source.OpenConnectionAsync(token);
            return await connection.Command(sql, parameters).RunAsync(token);
        });
}
