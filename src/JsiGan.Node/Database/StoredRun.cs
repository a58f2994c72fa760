using JsiGan.Cluster;
using JsiGan.Node.Runs;
using JsiGan.Protocol.Runs;
using JsiGan.Storage.Checkpoints;
using JsiGan.Storage.Metrics;
using JsiGan.Storage.Runs;
using JsiGan.Training;
using JsiGan.Training.Recipes;

namespace JsiGan.Node.Database;

/// <summary>A run as the process that was started by hand keeps it in the database: its row, metrics, ledger and checkpoints.</summary>
public sealed class StoredRun : IAsyncDisposable
{
    private readonly Storage.Database _database;
    private readonly string _connectionString;
    private readonly RunFolder _folder;
    private readonly MetricWriter _metrics;
    private readonly MeasurementRows _rows;
    private readonly Action<string> _note;

    private StoredRun(
        Storage.Database database, string connectionString, Run run, Recipe recipe, RunFolder folder, MetricWriter metrics,
            Action<string> note)
    {
        (_database, _connectionString, Run, _folder, _metrics, _note) = (database, connectionString, run, folder, metrics, note);
        _rows = new MeasurementRows(metrics);
        Coordination = new Coordination(database, run.Id);
        Store = StoreFor(seen: null);
        Checkpoints = new DatabaseCheckpoints(database, run.Id, recipe, folder, new Retention())
        {
            Before = () => metrics.FlushAsync(),
            Note = note,
        };
    }

    public Run Run { get; }

    public Coordination Coordination { get; }

    /// <summary>The coordinator's state.</summary>
    public IRunStore Store { get; }

    /// <summary>The coordinator's state for a process that may stand by for another one from now on.</summary>
    public async Task<IRunStore> StandByAsync() => StoreFor(await Coordination.CurrentAsync());

    /// <summary>For a trainer of this process.</summary>
    public DatabaseCheckpoints Checkpoints { get; }

    /// <summary>What worker processes need to find the run: connection string and number.</summary>
    public IReadOnlyDictionary<string, string> WorkerEnvironment => WorkerDatabase.Environment(_connectionString, Run.Id);

    /// <summary>Begins a run in the database, or goes on with the folder's (also with one that was killed before its first checkpoint); the
    /// newer of both checkpoints is in both then.</summary>
    /// <param name="database">The database.</param>
    /// <param name="connectionString">How worker processes reach it.</param>
    /// <param name="recipe">What is trained.</param>
    /// <param name="folder">The run's folder.</param>
    /// <param name="resume">Whether the folder's run goes on.</param>
    /// <param name="arguments">The command line.</param>
    /// <param name="note">Told what people should know.</param>
    public static async Task<StoredRun> OpenAsync(
        Storage.Database database, string connectionString, Recipe recipe, RunFolder folder, bool resume, IReadOnlyList<string> arguments,
        Action<string> note)
    {
        ArgumentNullException.ThrowIfNull(database);
        ArgumentNullException.ThrowIfNull(recipe);
        ArgumentNullException.ThrowIfNull(folder);
        var runs = new RunStore(database);
        var path = Path.GetFullPath(folder.Path);
        var known = await runs.FindByFolderAsync(path);
        if (!resume && (known?.What.RecipeHash != recipe.Hash() || await new CheckpointStore(database).NewestAsync(known.Id) is not null))
        {
            known = null;
        }

        var run = known ?? await runs.CreateAsync(new NewRun(
            Path.GetFileName(path), recipe.Name, recipe.ToYaml(), recipe.Hash(), recipe.StepsOf(1) + recipe.StepsOf(2), path,
            Environment.CurrentDirectory, ResumeHint.WithoutDatabase(arguments)));
        if (resume)
        {
            await CheckpointSync.ReconcileAsync(database, run, folder.Checkpoint);
        }

        await runs.AddEventAsync(run.Id, known is null ? "started" : "resumed", null,
            $"{Environment.MachineName}, process {Environment.ProcessId}");
        return await JoinAsync(database, connectionString, run, recipe, folder, note);
    }

    /// <summary>Takes part in a run that is in the database.</summary>
    /// <param name="database">The database.</param>
    /// <param name="connectionString">How worker processes reach it.</param>
    /// <param name="run">The run.</param>
    /// <param name="recipe">What is trained.</param>
    /// <param name="folder">Where this machine keeps what the database does not take.</param>
    /// <param name="note">Told what people should know.</param>
    public static async Task<StoredRun> JoinAsync(
        Storage.Database database, string connectionString, Run run, Recipe recipe, RunFolder folder, Action<string> note)
    {
        ArgumentNullException.ThrowIfNull(run);
        ArgumentNullException.ThrowIfNull(folder);
        var spool = Path.Combine(Path.GetFullPath(folder.Path), "metrics");
        var metrics = await MetricWriter.OpenAsync(database, run.Id, new MetricOptions { SpoolFolder = spool });
        return new StoredRun(database, connectionString, run, recipe, folder, metrics, note);
    }

    /// <summary>Takes what a worker, or the trainer of this process, measured.</summary>
    public void Take(IMeasurement measurement) => _rows.Take(measurement);

    /// <summary>Waits for the save under way and brings the newest checkpoint to the run's folder, when that is behind.</summary>
    public async Task BringCheckpointAsync()
    {
        await Checkpoints.DisposeAsync();
        try
        {
            await CheckpointSync.ReconcileAsync(_database, Run, _folder.Checkpoint);
        }
        catch (FailureException away)
        {
            _note(away.Message);
        }
    }

    /// <summary>Notes how the run ended; a database that is away does not fail what was trained.</summary>
    public async Task EndAsync(RunState state, string reason, long step)
    {
        try
        {
            await new RunStore(_database).SetStateAsync(Run.Id, state, reason, step);
            await new RunStore(_database).AddEventAsync(Run.Id, state.ToString().ToLowerInvariant(), step, reason);
        }
        catch (FailureException away)
        {
            _note(away.Message);
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
            await _metrics.DisposeAsync();
        }

        foreach (var fault in _metrics.Faults)
        {
            _note(fault);
        }

        if (_metrics.Waiting > 0)
        {
            _note($"{_metrics.Waiting} batches of metrics wait in "
                + $"{Path.Combine(_folder.Path, "metrics")} for the database; resuming sends them");
        }
    }

    /// <summary>A generation of this process alone.</summary>
    /// <exception cref="FailureException">Another jsigan has taken the run over meanwhile.</exception>
    public async Task<GenerationId> BeginAloneAsync(TrainingPosition position)
    {
        ArgumentNullException.ThrowIfNull(position);
        var record = await Store.TakeOverAsync();
        var generation = new GenerationId(record.Coordinator, record.Ledger.Last.Number + 1);
        var answer = await Store.OpenGenerationAsync(
            record.Coordinator, generation, new CommitPoint(position.GlobalStep, 0),
                [$"{Environment.MachineName}/{Environment.ProcessId}"]);
        return answer == LedgerAnswer.Written
            ? generation
            : throw new FailureException(answer.Fenced
                ? $"Another jsigan has taken over the run {Run} at this moment; let it train, or stop it first."
                : $"The database holds a checkpoint of {answer.Newer} of the run {Run}, beyond {position.GlobalStep}, where this run would "
                    + "begin; resume it again.");
    }

    private DatabaseRunStore StoreFor(long? seen) => new(Coordination, _note, RewindAsync, seen);

    private async Task RewindAsync(long step)
    {
        await _metrics.FlushAsync();
        await new MetricHistory(_database).RewindAsync(Run.Id, step);
    }
}
