using System.Globalization;
using JsiGan.Imaging.Frames;
using JsiGan.Runtime.Checkpoints;
using JsiGan.Runtime.Files;
using JsiGan.Runtime.Validation;
using JsiGan.Storage;
using JsiGan.Storage.Checkpoints;
using JsiGan.Storage.Images;
using JsiGan.Training.Recipes;

namespace JsiGan.Runtime.Database;

/// <summary>
/// Where a worker process keeps what it makes. The process that starts it passes the run's database by the environment, which other users
/// cannot read.
/// </summary>
public sealed class WorkerDatabase : IAsyncDisposable
{
    private const string RunVariable = "JSIGAN_RUN";

    private readonly DatabaseSession? _session;

    private WorkerDatabase(DatabaseSession? session, ICheckpoints checkpoints, EpochImages? images) =>
        (_session, Checkpoints, Images) = (session, checkpoints, images);

    /// <summary>The checkpoints of the run: in its database, or else in its folder.</summary>
    public ICheckpoints Checkpoints { get; }

    /// <summary>The images of the run; null without a database.</summary>
    public EpochImages? Images { get; }

    internal static IReadOnlyDictionary<string, string> Environment(string connectionString, long run) => new Dictionary<string, string>
    {
        [DatabaseAddress.Variable] = connectionString,
        [RunVariable] = run.ToString(CultureInfo.InvariantCulture),
    };

    /// <summary>Opens the database that the environment names, if any.</summary>
    public static async Task<WorkerDatabase> OpenAsync(
        Recipe recipe, RunFolder folder, IReadOnlyList<CropPair> validation, TimeProvider time)
    {
        if (System.Environment.GetEnvironmentVariable(RunVariable) is not { Length: > 0 } named)
            return new WorkerDatabase(null, new FolderCheckpoints(folder.Checkpoint), null);

        var session = await DatabaseSession.OpenAsync(null, time);
        var run = long.Parse(named, CultureInfo.InvariantCulture);
        return new WorkerDatabase(
            session,
            new DatabaseCheckpoints(session.Database, run, recipe, folder, new Retention()) { Note = Console.Error.WriteLine },
            new EpochImages(new ImageStore(session.Database), run, validation, Console.Error.WriteLine));
    }

    public async ValueTask DisposeAsync()
    {
        try
        {
            if (Images is not null)
                await Images.DisposeAsync();

            if (Checkpoints is IAsyncDisposable checkpoints)
                await checkpoints.DisposeAsync();
        }
        finally
        {
            if (_session is not null)
                await _session.DisposeAsync();
        }
    }
}
