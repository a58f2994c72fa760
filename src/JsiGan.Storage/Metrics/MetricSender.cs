using System.Buffers.Binary;

namespace JsiGan.Storage.Metrics;

/// <summary>Stores batches in the database, each exactly once however often it is sent.</summary>
internal sealed class MetricSender(Database database)
{
    // int16 of fields; then length and value of bigint, int, bigint, smallint, double.
    private const int RowBytes = 2 + (4 + 8) + (4 + 4) + (4 + 8) + (4 + 2) + (4 + 8);

    private readonly Dictionary<string, int> _names = [];
    private long _nextSum;

    /// <summary>Registers a writer, whose batches count from 1.</summary>
    public async Task<long> RegisterAsync(long run, CancellationToken token)
    {
        await using var connection = await database.Source.OpenConnectionAsync(token);
        return (long)(await connection.Command("INSERT INTO jsigan.metric_writers (run_id) VALUES ($1) RETURNING writer_id", run)
            .ValueAsync(token))!;
    }

    /// <summary>Sends a batch: rows and number in one transaction. A stored batch is ignored.</summary>
    /// <exception cref="FailureException">The database does not know the writer.</exception>
    public async Task SendAsync(MetricBatch batch, CancellationToken token)
    {
        await using var connection = await database.Source.OpenConnectionAsync(token);
        await ResolveAsync(connection, batch, token);
        await using var transaction = await connection.BeginTransactionAsync(token);
        var run = await connection.Command(
            "UPDATE jsigan.metric_writers SET last_batch = $2, row_count = row_count + $3, written_at = now() "
            + "WHERE writer_id = $1 AND last_batch < $2 RETURNING run_id", batch.Writer, batch.Number, batch.Rows).ValueAsync(token);
        if (run is null)
        {
            await RequireKnownAsync(connection, batch, token);
            return;
        }

        await CopyAsync(connection, (long)run, batch.Steps, token);
        await InsertAsync(connection, (long)run, batch.Epochs, token);
        await SumUpAsync(connection, (long)run, batch.Steps, token);
        await transaction.CommitAsync(token);
    }

    private static async Task RequireKnownAsync(NpgsqlConnection connection, MetricBatch batch, CancellationToken token)
    {
        if (await connection.Command("SELECT 1 FROM jsigan.metric_writers WHERE writer_id = $1", batch.Writer).ValueAsync(token) is null)
        {
            throw new FailureException($"Batch {batch.Number} of the metrics' writer {batch.Writer} cannot be stored: the database does "
                + "not know the writer; its run was deleted, or the metrics were made for another database.");
        }
    }

    private async Task ResolveAsync(NpgsqlConnection connection, MetricBatch batch, CancellationToken token)
    {
        var unknown = batch.Steps.Select(row => row.Name).Concat(batch.Epochs.Select(row => row.Name)).Distinct()
            .Where(name => !_names.ContainsKey(name)).ToArray();
        if (unknown.Length == 0)
            return;

        await connection.Command(
            "INSERT INTO jsigan.metric_names (name) SELECT name FROM unnest($1) AS name ORDER BY name ON CONFLICT (name) DO NOTHING",
            (object)unknown).RunAsync(token);
        var found = await connection.Command("SELECT name, metric_id FROM jsigan.metric_names WHERE name = ANY($1)", (object)unknown)
            .RowsAsync(row => (row.GetString(0), row.GetInt32(1)), token);
        foreach (var (name, id) in found)
            _names[name] = id;
    }

    private async Task CopyAsync(NpgsqlConnection connection, long run, IReadOnlyList<StepMetric> rows, CancellationToken token)
    {
        if (rows.Count == 0)
            return;

        var bytes = new byte[rows.Count * RowBytes];
        for (var i = 0; i < rows.Count; i++)
            Format(bytes.AsSpan(i * RowBytes, RowBytes), run, _names[rows[i].Name], rows[i]);

        await using var copy = await connection.BeginRawBinaryCopyAsync(
            "COPY jsigan.step_metrics (run_id, metric_id, step, worker, value) FROM STDIN (FORMAT BINARY)", token);
        copy.Write(BinaryCopy.Header);
        await copy.WriteAsync(bytes, token);
        BinaryCopy.WriteTrailer(copy);
    }

    // Once a range of steps is complete, and for values that are late. The newest range waits until all workers have reported it.
    private async Task SumUpAsync(NpgsqlConnection connection, long run, IReadOnlyList<StepMetric> rows, CancellationToken token)
    {
        if (rows.Count == 0)
            return;

        var (oldest, before) = (rows.Min(row => row.Step), rows.Max(row => row.Step) - StepRanges.Short);
        if (before < _nextSum && oldest >= _nextSum - StepRanges.Short)
            return;

        await connection.Command("SELECT jsigan.sum_up_steps($1, $2, $3)", run, oldest, before).RunAsync(token);
        _nextSum = (Math.Max(before, 0) / StepRanges.Short * StepRanges.Short) + StepRanges.Short;
    }

    private static void Format(Span<byte> row, long run, int metric, StepMetric value)
    {
        BinaryPrimitives.WriteInt16BigEndian(row, 5);
        BinaryPrimitives.WriteInt32BigEndian(row[2..], 8);
        BinaryPrimitives.WriteInt64BigEndian(row[6..], run);
        BinaryPrimitives.WriteInt32BigEndian(row[14..], 4);
        BinaryPrimitives.WriteInt32BigEndian(row[18..], metric);
        BinaryPrimitives.WriteInt32BigEndian(row[22..], 8);
        BinaryPrimitives.WriteInt64BigEndian(row[26..], value.Step);
        BinaryPrimitives.WriteInt32BigEndian(row[34..], 2);
        BinaryPrimitives.WriteInt16BigEndian(row[38..], value.Worker);
        BinaryPrimitives.WriteInt32BigEndian(row[40..], 8);
        BinaryPrimitives.WriteDoubleBigEndian(row[44..], value.Value);
    }

    private async Task InsertAsync(NpgsqlConnection connection, long run, IReadOnlyList<EpochMetric> rows, CancellationToken token)
    {
        foreach (var row in rows)
        {
            await connection.Command(
                "INSERT INTO jsigan.epoch_metrics (run_id, metric_id, stage, epoch, step, value) VALUES ($1, $2, $3, $4, $5, $6) "
                + "ON CONFLICT (run_id, metric_id, stage, epoch) DO UPDATE SET step = excluded.step, value = excluded.value, at = now()",
                run, _names[row.Name], row.Stage, row.Epoch, row.Step, row.Value).RunAsync(token);
        }
    }
}
