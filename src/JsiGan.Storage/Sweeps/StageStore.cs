using JsiGan.Storage.Checkpoints;

namespace JsiGan.Storage.Sweeps;

/// <summary>Complete first stages that several trials share, and the runs that begin from them.</summary>
public sealed class StageStore(Database database)
{
    /// <summary>The checkpoint at the end of a stage; null if nobody has trained it.</summary>
    /// <param name="stage">SHA-256 of what the stage reads.</param>
    public async Task<StoredCheckpoint?> FindAsync(string stage, CancellationToken token = default)
    {
        var found = await database.GuardAsync("Looking for a shared stage", async () =>
        {
            await using var connection = await database.Source.OpenConnectionAsync(token);
            return await connection.Command("SELECT checkpoint_id FROM jsigan.stages WHERE stage_sha256 = $1", stage)
                .RowsAsync(row => row.GetInt64(0), token);
        });
        return found is [var id] ? await new CheckpointStore(database).FindAsync(id, token) : null;
    }

    /// <summary>Records the end of a stage and keeps its checkpoint from retention.</summary>
    public Task AddAsync(string stage, long checkpoint, CancellationToken token = default) =>
        database.InTransactionAsync("Storing a shared stage", async connection =>
        {
            await connection.Command("UPDATE jsigan.checkpoints SET pinned = true WHERE checkpoint_id = $1", checkpoint).RunAsync(token);
            return await connection.Command(
                "INSERT INTO jsigan.stages VALUES ($1, $2) ON CONFLICT (stage_sha256) DO UPDATE SET checkpoint_id = excluded.checkpoint_id",
                stage, checkpoint).RunAsync(token);
        }, token);

    /// <summary>
    /// Gives a run the checkpoint of another one as its first. Files that stay the same are not copied: both manifests name the same
    /// chunks.
    /// </summary>
    /// <param name="source">The checkpoint.</param>
    /// <param name="run">The run that begins with it.</param>
    /// <param name="description">What it is in that run.</param>
    /// <param name="changed">The one file that differs.</param>
    public Task ForkAsync(
        StoredCheckpoint source, long run, CheckpointDescription description, CheckpointPart changed, CancellationToken token = default) =>
        database.InTransactionAsync($"Starting run {run} from checkpoint {source}", async connection =>
        {
            var hash = ChunkHash.Of(changed.Bytes.Span).ToArray();
            await connection.Command(
                "INSERT INTO jsigan.chunks VALUES ($1, $2) ON CONFLICT DO NOTHING", hash, changed.Bytes.ToArray()).RunAsync(token);
            var id = (long)(await connection.Command(
                """
                INSERT INTO jsigan.checkpoints (run_id, step, phase, stage, epoch, architecture, scores, metadata, bytes)
                SELECT $2, $3, $4, $5, $6, architecture, scores, metadata, bytes + $7
                    - (SELECT bytes FROM jsigan.checkpoint_files WHERE checkpoint_id = $1 AND name = $8)
                FROM jsigan.checkpoints WHERE checkpoint_id = $1 RETURNING checkpoint_id
                """,
                source.Id, run, description.Step, (short)description.Phase, (short)description.Stage, description.Epoch,
                (long)changed.Bytes.Length, changed.Name).ValueAsync(token))!;
            await connection.Command(
                "INSERT INTO jsigan.checkpoint_files (checkpoint_id, file, name, bytes) "
                + "SELECT $2, file, name, CASE WHEN name = $3 THEN $4 ELSE bytes END FROM jsigan.checkpoint_files WHERE checkpoint_id = $1",
                source.Id, id, changed.Name, (long)changed.Bytes.Length).RunAsync(token);
            return await connection.Command(
                """
                INSERT INTO jsigan.checkpoint_chunks (checkpoint_id, file, chunk, sha256)
                SELECT $2, file, chunk, CASE WHEN name = $3 THEN $4 ELSE sha256 END
                FROM jsigan.checkpoint_chunks JOIN jsigan.checkpoint_files USING (checkpoint_id, file)
                WHERE checkpoint_id = $1 AND (name <> $3 OR chunk = 0)
                """,
                source.Id, id, changed.Name, hash).RunAsync(token);
        }, token);
}
