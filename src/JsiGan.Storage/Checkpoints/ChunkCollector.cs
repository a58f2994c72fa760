namespace JsiGan.Storage.Checkpoints;

/// <summary>Removes chunks that no checkpoint holds.</summary>
public sealed class ChunkCollector(Database database)
{
    private const int Batch = 500;

    // A saver that counts on a chunk holds its row (FOR KEY SHARE): such a row is left for the next time.
    private const string Lock =
        """
        SELECT sha256 FROM jsigan.chunks c
        WHERE NOT EXISTS (SELECT 1 FROM jsigan.checkpoint_chunks m WHERE m.sha256 = c.sha256)
        LIMIT $1 FOR UPDATE SKIP LOCKED
        """;

    // Between the look and the lock a saver may have finished: a second statement sees what it wrote. From the lock on no saver can
    // count on the row; one that wants to waits, and copies the chunk anew.
    private const string Remove =
        """
        DELETE FROM jsigan.chunks c WHERE sha256 = ANY($1)
            AND NOT EXISTS (SELECT 1 FROM jsigan.checkpoint_chunks m WHERE m.sha256 = c.sha256)
        """;

    /// <summary>Collects all that is not in use.</summary>
    /// <returns>How many chunks were removed.</returns>
    public Task<long> CollectAsync(CancellationToken token = default) => database.GuardAsync("Collecting unused chunks", async () =>
    {
        await using var connection = await database.Source.OpenConnectionAsync(token);
        for (var removed = 0L; ;)
        {
            await using var transaction = await connection.BeginTransactionAsync(token);
            var unused = await connection.Command(Lock, Batch).RowsAsync(row => row.GetFieldValue<byte[]>(0), token);
            var deleted = unused.Count == 0 ? 0 : await connection.Command(Remove, (object)unused.ToArray()).RunAsync(token);
            await transaction.CommitAsync(token);
            removed += deleted;
            if (deleted == 0)
                return removed;
        }
    });
}
