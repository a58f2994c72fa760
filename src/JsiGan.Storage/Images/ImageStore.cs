namespace JsiGan.Storage.Images;

/// <summary>The validation crops of runs: their input and truth once, their prediction at the end of each epoch.</summary>
public sealed class ImageStore(Database database)
{
    private const int Planes = 3;

    /// <summary>Stores images in one transaction; one of the same run, crop, kind and step is replaced.</summary>
    public Task SaveAsync(long run, IReadOnlyList<StoredImage> images, CancellationToken token = default) =>
        database.GuardAsync($"Storing the validation images of run {run}", async () =>
        {
            await using var connection = await database.Source.OpenConnectionAsync(token);
            await using var transaction = await connection.BeginTransactionAsync(token);
            foreach (var (entry, codes) in images)
            {
                await connection.Command(
                    "INSERT INTO jsigan.images (run_id, crop, kind, step, stage, epoch, width, height, codes) "
                    + "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) ON CONFLICT (run_id, crop, kind, step) DO UPDATE SET "
                    + "stage = excluded.stage, epoch = excluded.epoch, width = excluded.width, height = excluded.height, "
                    + "codes = excluded.codes",
                    run, (short)entry.Crop, NameOf(entry.Kind), entry.Step, (short)entry.Stage, entry.Epoch, entry.Width, entry.Height,
                    ImageCodes.Compress(codes)).RunAsync(token);
            }

            await transaction.CommitAsync(token);
        });

    /// <summary>All images of a run, by crop and step, without their pixels.</summary>
    public Task<List<ImageEntry>> ListAsync(long run, CancellationToken token = default) =>
        database.GuardAsync($"Listing the validation images of run {run}", async () =>
        {
            await using var connection = await database.Source.OpenConnectionAsync(token);
            return await connection.Command(
                "SELECT crop, kind, step, stage, epoch, width, height FROM jsigan.images WHERE run_id = $1 ORDER BY crop, kind, step",
                run).RowsAsync(Read, token);
        });

    /// <summary>An image; null if there is none.</summary>
    /// <exception cref="FailureException">It is damaged.</exception>
    public Task<StoredImage?> FindAsync(long run, int crop, ImageKind kind, long step, CancellationToken token = default) =>
        database.GuardAsync($"Reading an image of run {run}", async () =>
        {
            await using var connection = await database.Source.OpenConnectionAsync(token);
            var found = await connection.Command(
                "SELECT crop, kind, step, stage, epoch, width, height, codes FROM jsigan.images "
                + "WHERE run_id = $1 AND crop = $2 AND kind = $3 AND step = $4", run, (short)crop, NameOf(kind), step)
                .RowsAsync(row => (Entry: Read(row), Codes: row.GetFieldValue<byte[]>(7)), token);
            return found is [var image] ? Open(run, image.Entry, image.Codes) : null;
        });

    private static StoredImage Open(long run, ImageEntry entry, byte[] packed)
    {
        try
        {
            return new StoredImage(entry, ImageCodes.Expand(packed, Planes * entry.Width * entry.Height));
        }
        catch (InvalidDataException damaged)
        {
            throw new FailureException(
                $"The {NameOf(entry.Kind)} of crop {entry.Crop} at step {entry.Step} of run {run} is damaged "
                + $"({damaged.Message.TrimEnd('.')}).", damaged);
        }
    }

    private static ImageEntry Read(NpgsqlDataReader row) => new(
        row.GetInt16(0), Enum.Parse<ImageKind>(row.GetString(1), ignoreCase: true), row.GetInt64(2), row.GetInt16(3), row.GetInt32(4),
        row.GetInt32(5), row.GetInt32(6));

    private static string NameOf(ImageKind kind) => kind.ToString().ToLowerInvariant();
}
