namespace JsiGan.Storage.Checkpoints;

/// <summary>Removes chunks that no checkpoint refers to.</summary>
public sealed class ChunkCollector(Database database)
{
    private const int Batch = 500;

    // A saver that needs a chunk locks its row (FOR KEY SHARE): such a row is left for the next collection.
    private const string Lock =
        """
        SELECT sha256 FROM jsigan.chunks c
        WHERE NOT EXISTS (SELECT 1 FROM jsigan.checkpoint_chunks m WHERE m.sha256 = c.sha256)
        LIMIT $1 FOR UPDATE SKIP LOCKED
        """;

    // A saver may have committed between query and lock: a second statement sees its rows. Once locked, no saver can rely on the row; one
    // that needs it waits, and copies the chunk again.
    private const string Remove =
        """
        DELETE FROM jsigan.chunks c WHERE sha256 = ANY($1)
            AND NOT EXISTS (SELECT 1 FROM jsigan.checkpoint_chunks m WHERE m.sha256 = c.sha256)
        """;

    /// <summary>Collects all unused chunks.</summary>
    /// <returns>The number of chunks removed.</returns>
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
