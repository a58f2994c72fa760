using JsiGan.Cluster;
using JsiGan.Imaging.Frames;
using JsiGan.Protocol.Events;
using JsiGan.Runtime.Checkpoints;
using JsiGan.Runtime.Events;
using JsiGan.Runtime.Files;
using JsiGan.Runtime.Validation;
using JsiGan.Storage.Checkpoints;
using JsiGan.Storage.Images;
using JsiGan.Storage.Metrics;
using JsiGan.Storage.Runs;
using JsiGan.Training.Recipes;

namespace JsiGan.Runtime.Database;

/// <summary>A run in the database, as the user's process writes it: its row, metrics, ledger and checkpoints.</summary>
public sealed class StoredRun : IRunObserver, IAsyncDisposable
{
    private readonly Storage.Database _database;
    private readonly string _connectionString;
    private readonly RunFolder _folder;
    private readonly MetricWriter _metrics;
    private readonly MeasurementRows _rows;
    private readonly EventRows _events;
    private readonly IRunObserver _observer;

    private StoredRun(
        Storage.Database database, string connectionString, Run run, Recipe recipe, RunFolder folder, MetricWriter metrics,
        IRunObserver observer, TimeProvider time)
    {
        (_database, _connectionString, Run, _folder, _metrics, _observer) =
            (database, connectionString, run, folder, metrics, observer);
        _rows = new MeasurementRows(metrics);
        _events = new EventRows(new RunStore(database), run.Id, Report, time);
        Coordination = new Coordination(database, run.Id);
        Store = StoreFor(seen: null);
        Checkpoints = new DatabaseCheckpoints(database, run.Id, recipe, folder, new Retention())
        {
            Before = () => metrics.FlushAsync(),
            Note = Report,
        };
    }

    public Run Run { get; }

    public Coordination Coordination { get; }

    /// <summary>The coordinator's state.</summary>
    public IRunStore Store { get; }

    /// <summary>The coordinator's state for a process that may stand by from now on.</summary>
    public async Task<IRunStore> StandByAsync() => StoreFor(await Coordination.CurrentAsync());

    /// <summary>For a trainer of this process.</summary>
    public DatabaseCheckpoints Checkpoints { get; }

    /// <summary>Images of the run's validation, for a trainer of this process.</summary>
    /// <param name="validation">The validation crops.</param>
    public EpochImages ImagesOf(IReadOnlyList<CropPair> validation) => new(new ImageStore(_database), Run.Id, validation, Report);

    /// <summary>How worker processes find the run: connection string and number.</summary>
    public IReadOnlyDictionary<string, string> WorkerEnvironment => WorkerDatabase.Environment(_connectionString, Run.Id);

    /// <summary>Starts a run in the database, or continues the folder's (even one that was killed before its first checkpoint); copies the
    /// newer of both checkpoints to the other.</summary>
    /// <param name="database">The database.</param>
    /// <param name="connectionString">How worker processes reach it.</param>
    /// <param name="recipe">What is trained.</param>
    /// <param name="folder">The run's folder.</param>
    /// <param name="resume">Whether the folder's run continues.</param>
    /// <param name="options">JSON of the user's options.</param>
    /// <param name="observer">Receives failures of the database.</param>
    /// <param name="time">The clock.</param>
    public static async Task<StoredRun> OpenAsync(
        Storage.Database database, string connectionString, Recipe recipe, RunFolder folder, bool resume, string options,
        IRunObserver observer, TimeProvider time)
    {
        var runs = new RunStore(database);
        var path = Path.GetFullPath(folder.Path);
        var known = await runs.FindByFolderAsync(path);
        if (!resume && (known?.What.RecipeHash != recipe.Hash() || await new CheckpointStore(database).NewestAsync(known.Id) is not null))
            known = null;

        var run = known ?? await runs.CreateAsync(new NewRun(
            Path.GetFileName(path), recipe.Name, recipe.ToYaml(), recipe.Hash(), recipe.StepsOf(1) + recipe.StepsOf(2), path,
            Environment.CurrentDirectory, options));
        if (resume)
            await CheckpointSync.ReconcileAsync(database, run, folder.Checkpoint);

        await runs.AddEventAsync(run.Id, known is null ? "started" : "resumed", null,
            $"{Environment.MachineName}, process {Environment.ProcessId}");
        return await JoinAsync(database, connectionString, run, recipe, folder, observer, time);
    }

    /// <summary>Takes part in a run that is in the database.</summary>
    /// <param name="database">The database.</param>
    /// <param name="connectionString">How worker processes reach it.</param>
    /// <param name="run">The run.</param>
    /// <param name="recipe">What is trained.</param>
    /// <param name="folder">Where this machine keeps what the database does not take.</param>
    /// <param name="observer">Receives failures of the database.</param>
    /// <param name="time">The clock.</param>
    public static async Task<StoredRun> JoinAsync(
        Storage.Database database, string connectionString, Run run, Recipe recipe, RunFolder folder, IRunObserver observer,
        TimeProvider time)
    {
        var spool = Path.Combine(Path.GetFullPath(folder.Path), "metrics");
        var metrics = await MetricWriter.OpenAsync(database, run.Id, new MetricOptions { SpoolFolder = spool });
        return new StoredRun(database, connectionString, run, recipe, folder, metrics, observer, time);
    }

    /// <summary>Metrics that wait for the database.</summary>
    public MetricBacklog Backlog => _metrics.Backlog;

    /// <summary>Stores measurements and what happened.</summary>
    public void OnEvent(IRunEvent happened)
    {
        _rows.OnEvent(happened);
        _events.OnEvent(happened);
    }

    /// <summary>Waits for the current save and copies the newest checkpoint to the run's folder if that is older.</summary>
    public async Task BringCheckpointAsync()
    {
        await Checkpoints.DisposeAsync();
        try
        {
            await CheckpointSync.ReconcileAsync(_database, Run, _folder.Checkpoint);
        }
        catch (FailureException away)
        {
            Report(away.Message);
        }
    }

    /// <summary>Records how the run ended; an unavailable database is not an error.</summary>
    public async Task EndAsync(RunState state, string reason, long step)
    {
        try
        {
            await new RunStore(_database).SetStateAsync(Run.Id, state, reason, step);
            await new RunStore(_database).AddEventAsync(Run.Id, state.ToString().ToLowerInvariant(), step, reason);
        }
        catch (FailureException away)
        {
            Report(away.Message);
        }
    }

    public async ValueTask DisposeAsync()
    {
        try
        {
            await Checkpoints.DisposeAsync();
        }
        finally
        {
            await _events.DisposeAsync();
            await _metrics.DisposeAsync();
        }

        foreach (var fault in _metrics.Faults)
            Report(fault);

        if (_metrics.Waiting > 0)
            _observer.OnEvent(new MetricsSpooled(_metrics.Waiting, Path.Combine(_folder.Path, "metrics")));
    }

    private DatabaseRunStore StoreFor(long? seen) => new(Coordination, Report, RewindAsync, seen);

    private void Report(string reason) => _observer.OnEvent(new DatabaseOperationFailed(reason));

    private async Task RewindAsync(long step)
    {
        await _metrics.FlushAsync();
        await new MetricHistory(_database).RewindAsync(Run.Id, step);
    }
}
