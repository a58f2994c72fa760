using System.Text.Json;
using JsiGan.Storage.Runs;
using NpgsqlTypes;

namespace JsiGan.Storage.Checkpoints;

/// <summary>
/// Saves checkpoints. One transaction holds all of it: the chunks that the database lacks, by binary COPY, and the manifest; until it
/// commits nothing is visible, and a kill leaves nothing behind.
/// </summary>
public sealed class CheckpointWriter(Database database)
{
    // Of two savers with the same new chunk one waits for the other, fails, and finds the chunk on retry.
    private const int Attempts = 8;

    /// <summary>Saves a checkpoint, replacing one of the same run and step; its pin is kept.</summary>
    /// <param name="run">The run.</param>
    /// <param name="coordinator">Fencing token of the caller, or null where no coordinator is involved.</param>
    /// <param name="token">Cancels the save; nothing is saved then.</param>
    /// <returns><see cref="SaveReport.Fenced"/> if a later coordinator has taken over.</returns>
    /// <exception cref="FailureException">The database is unavailable or its disk is full; nothing was saved.</exception>
    public Task<SaveReport> SaveAsync(long run, CheckpointParts checkpoint, long? coordinator = null, CancellationToken token = default)
    {
        return database.GuardAsync($"Saving the checkpoint of step {checkpoint.Description.Step} (run {run})", async () =>
        {
            var chunks = await Task.Run(() => Chunking.Cut(checkpoint.Parts), token);
            for (var attempt = 1; ; attempt++)
            {
                try
                {
                    await using var connection = await database.Source.OpenConnectionAsync(token);
                    await using var transaction = await connection.BeginTransactionAsync(token);
                    var report = await WriteAsync(connection, run, checkpoint, chunks, coordinator, token);
                    if (report != SaveReport.Fenced)
                        await transaction.CommitAsync(token);

                    return report;
                }
                catch (PostgresException collision) when (DatabaseFaults.IsCollision(collision) && attempt < Attempts)
                {
                }
            }
        });
    }

    private static async Task<SaveReport> WriteAsync(
        NpgsqlConnection connection, long run, CheckpointParts checkpoint, IReadOnlyList<Chunk> chunks, long? coordinator,
        CancellationToken token)
    {
        var missing = await MissingAsync(connection, chunks, token);
        await CopyChunksAsync(connection, missing, token);
        // Last, because it holds the run's row until the commit.
        if (coordinator is { } fence && !await Coordination.HoldsAsync(connection, run, fence, token))
            return SaveReport.Fenced;

        var id = await DescribeAsync(connection, run, checkpoint, token);
        await WriteManifestAsync(connection, id, checkpoint, chunks, token);
        return new SaveReport(id, chunks.Count, missing.Count, missing.Sum(chunk => (long)chunk.Data.Length));
    }

    /// <summary>The missing chunks. Existing ones cannot be collected until this transaction ends.</summary>
    private static async Task<List<Chunk>> MissingAsync(NpgsqlConnection connection, IReadOnlyList<Chunk> chunks, CancellationToken token)
    {
        // In one order for all savers, to avoid deadlocks.
        var distinct = chunks.DistinctBy(chunk => chunk.Hash).OrderBy(chunk => chunk.Hash).ToList();
        var present = await connection.Command(
            "SELECT sha256 FROM jsigan.chunks WHERE sha256 = ANY($1) ORDER BY sha256 FOR KEY SHARE",
            (object)distinct.Select(chunk => chunk.Hash.ToArray()).ToArray())
            .RowsAsync(row => ChunkHash.Read(row.GetFieldValue<byte[]>(0)), token);
        var known = present.ToHashSet();
        return distinct.FindAll(chunk => !known.Contains(chunk.Hash));
    }

    private static async Task CopyChunksAsync(NpgsqlConnection connection, IReadOnlyList<Chunk> chunks, CancellationToken token)
    {
        if (chunks.Count == 0)
            return;

        // Disposing before the trailer is written cancels the copy.
        await using var copy = await connection
            .BeginRawBinaryCopyAsync("COPY jsigan.chunks (sha256, data) FROM STDIN (FORMAT BINARY)", token);
        copy.Write(BinaryCopy.Header);
        foreach (var chunk in chunks)
        {
            if (token.IsCancellationRequested)
            {
                await copy.CancelAsync();
                token.ThrowIfCancellationRequested();
            }

            BinaryCopy.WriteFieldCount(copy, 2);
            BinaryCopy.WriteBytes(copy, chunk.Hash.ToArray());
            BinaryCopy.WriteBytes(copy, chunk.Data.Span);
        }

        BinaryCopy.WriteTrailer(copy);
    }

    private static async Task<long> DescribeAsync(NpgsqlConnection connection, long run, CheckpointParts checkpoint,
        CancellationToken token)
    {
        var what = checkpoint.Description;
        var pinned = await connection.Command(
            "DELETE FROM jsigan.checkpoints WHERE run_id = $1 AND step = $2 AND phase = $3 RETURNING pinned", run, what.Step,
                (short)what.Phase)
            .ValueAsync(token) is true;
        await using var insert = connection.Command(
            "INSERT INTO jsigan.checkpoints (run_id, step, phase, stage, epoch, architecture, bytes, pinned, scores, metadata) "
            + "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) RETURNING checkpoint_id",
            run, what.Step, (short)what.Phase, (short)what.Stage, what.Epoch, what.Architecture, checkpoint.Bytes, pinned);
        insert.Parameters.Add(Json(what.Scores.Where(score => double.IsFinite(score.Value)).ToDictionary()));
        insert.Parameters.Add(Json(what.Metadata));
        return (long)(await insert.ExecuteScalarAsync(token))!;
    }

    private static async Task WriteManifestAsync(
        NpgsqlConnection connection, long id, CheckpointParts checkpoint, IReadOnlyList<Chunk> chunks, CancellationToken token)
    {
        var files = Enumerable.Range(0, checkpoint.Parts.Count).ToArray();
        await connection.Command(
            "INSERT INTO jsigan.checkpoint_files (checkpoint_id, file, name, bytes) SELECT $1, * FROM unnest($2, $3, $4)",
            id, files.Select(file => (short)file).ToArray(), checkpoint.Parts.Select(part => part.Name).ToArray(),
            checkpoint.Parts.Select(part => (long)part.Bytes.Length).ToArray()).RunAsync(token);
        await connection.Command(
            "INSERT INTO jsigan.checkpoint_chunks (checkpoint_id, file, chunk, sha256) SELECT $1, * FROM unnest($2, $3, $4)",
            id, chunks.Select(chunk => (short)chunk.File).ToArray(), chunks.Select(chunk => chunk.Number).ToArray(),
            chunks.Select(chunk => chunk.Hash.ToArray()).ToArray()).RunAsync(token);
    }

    private static NpgsqlParameter Json<T>(IReadOnlyDictionary<string, T> values) =>
        new() { Value = JsonSerializer.Serialize(values), NpgsqlDbType = NpgsqlDbType.Jsonb };
}
