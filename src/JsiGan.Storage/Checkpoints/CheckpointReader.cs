using System.Data;

namespace JsiGan.Storage.Checkpoints;

/// <summary>Reads stored files and verifies the SHA-256 of every chunk.</summary>
public sealed class CheckpointReader(Database database)
{
    /// <summary>Reads all files of a checkpoint from one snapshot, regardless of concurrent retention.</summary>
    /// <param name="checkpoint">The checkpoint.</param>
    /// <param name="open">Opens the stream for a file's bytes; disposed here.</param>
    /// <exception cref="FailureException">Names a missing, truncated or altered chunk.</exception>
    public Task ReadAsync(StoredCheckpoint checkpoint, Func<StoredFile, Stream> open, CancellationToken token = default)
    {
        return database.GuardAsync($"Reading checkpoint {checkpoint}", async () =>
        {
            await using var connection = await database.Source.OpenConnectionAsync(token);
            await using var snapshot = await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead, token);
            var files = await connection.Command(
                "SELECT file, name, bytes FROM jsigan.checkpoint_files WHERE checkpoint_id = $1 ORDER BY file", checkpoint.Id)
                .RowsAsync(row => new StoredFile(row.GetInt16(0), row.GetString(1), row.GetInt64(2)), token);
            if (files.Count == 0)
                throw Fault(checkpoint, "it no longer exists");

            foreach (var file in files)
            {
                await using var destination = open(file);
                await ReadFileAsync(connection, checkpoint, file, destination, token);
            }
        });
    }

    /// <summary>Reads a checkpoint into memory.</summary>
    public async Task<CheckpointParts> LoadAsync(StoredCheckpoint checkpoint, CancellationToken token = default)
    {
        var parts = new List<(string Name, MemoryStream Bytes)>();
        await ReadAsync(checkpoint, file =>
        {
            parts.Add((file.Name, new MemoryStream(checked((int)file.Bytes))));
            return parts[^1].Bytes;
        }, token);
        return new CheckpointParts(checkpoint.Description, [.. parts.Select(part => new CheckpointPart(part.Name, part.Bytes.ToArray()))]);
    }

    /// <summary>Verifies a checkpoint.</summary>
    /// <returns>The first error, or null.</returns>
    public async Task<string?> VerifyAsync(StoredCheckpoint checkpoint, CancellationToken token = default)
    {
        try
        {
            await ReadAsync(checkpoint, _ => Stream.Null, token);
            return null;
        }
        catch (FailureException fault) when (fault.InnerException is null)
        {
            return fault.Message;
        }
    }

    private static async Task ReadFileAsync(
        NpgsqlConnection connection, StoredCheckpoint checkpoint, StoredFile file, Stream destination, CancellationToken token)
    {
        await using var command = connection.Command(
            "SELECT m.chunk, m.sha256, k.data FROM jsigan.checkpoint_chunks m LEFT JOIN jsigan.chunks k USING (sha256) "
            + "WHERE m.checkpoint_id = $1 AND m.file = $2 ORDER BY m.chunk", checkpoint.Id, (short)file.Number);
        await using var reader = await command.ExecuteReaderAsync(CommandBehavior.SequentialAccess, token);
        var (next, bytes) = (0, 0L);
        while (await reader.ReadAsync(token))
        {
            var number = reader.GetInt32(0);
            var expected = ChunkHash.Read(reader.GetFieldValue<byte[]>(1));
            if (number != next++ || await reader.IsDBNullAsync(2, token))
                throw Fault(checkpoint, $"chunk {next - 1} of {file.Name} is missing");

            var data = reader.GetFieldValue<byte[]>(2);
            if (ChunkHash.Of(data) is var found && found != expected)
                throw Fault(checkpoint, $"chunk {number} of {file.Name} has {data.Length} bytes with SHA-256 {found}, expected {expected}");

            await destination.WriteAsync(data, token);
            bytes += data.Length;
        }

        if (bytes != file.Bytes)
            throw Fault(checkpoint, $"{file.Name} has {bytes} bytes, expected {file.Bytes}");
    }

    private static FailureException Fault(StoredCheckpoint checkpoint, string found) =>
        new($"The checkpoint {checkpoint} cannot be used: {found}; take another one (jsigan checkpoints list), and check the database's "
            + $"disk.");
}
