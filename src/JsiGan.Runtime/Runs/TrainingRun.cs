using JsiGan.Evaluation.Baselines;
using JsiGan.Imaging.Frames;
using JsiGan.Protocol.Events;
using JsiGan.Protocol.Runs;
using JsiGan.Runtime.Checkpoints;
using JsiGan.Runtime.Database;
using JsiGan.Runtime.Events;
using JsiGan.Runtime.Files;
using JsiGan.Runtime.Hosting;
using JsiGan.Runtime.Monitoring;
using JsiGan.Runtime.Workers;
using JsiGan.Storage.Runs;
using JsiGan.Training;
using JsiGan.Training.Checkpoints;
using JsiGan.Training.Distributed;
using JsiGan.Training.Recipes;
using JsiGan.Training.Schedules;
using Microsoft.Extensions.Logging;
using TorchSharp;

namespace JsiGan.Runtime.Runs;

/// <summary>`jsigan train` from recipe to scores.</summary>
public sealed class TrainingRun(
    TrainOptions options, RunEventStream events, ILoggerFactory loggers, IProgressDisplay display, TimeProvider time, Interrupt interrupt)
{
    /// <summary>Folder of rendered clips.</summary>
    public const string DataFolder = "data";

    /// <summary>Default folder of runs.</summary>
    public const string RunsFolder = "runs";

    /// <summary>Takes the parts of this process that can be asked while it runs.</summary>
    public RunParts Parts { get; init; } = new();

    /// <summary>Shows the run to its user from now until it ends; takes the connection string and the run. Default: nothing.</summary>
    public Func<string, Run, Task<IAsyncDisposable?>> Show { get; init; } = (_, _) => Task.FromResult<IAsyncDisposable?>(null);

    private readonly long _start = time.GetTimestamp();
    private Scores? _jsiGan;

    /// <summary>Trains, then compares with the baselines.</summary>
    public async Task<TrainingOutcome> ExecuteAsync()
    {
        var recipe = RecipeFile.Load(RecipeLocator.Find(options.Recipe, RecipeLocator.ShippedFolder), options.Overrides);
        await using var session = await OpenSessionAsync();
        if (options.Resume is null)
            new InitialWeights(recipe).Check();

        if (options.Resume is { } crashed)
        {
            RunClaim.RequireFree(new RunFolder(crashed), time, interrupt.Token);
            if (session is not null)
                await CheckpointSync.FetchMissingAsync(session.Database, crashed);
        }

        // An unusable folder is reported before clips are rendered; nothing is created in it before they exist.
        RunClaim.RequireFree(await ChooseFolderAsync(recipe, session), time, interrupt.Token);
        recipe = recipe with { Threads = options.Threads ?? recipe.Threads };
        var device = Compute.Open(options.Device ?? Compute.Standard(), recipe.Threads);
        var workers = WorkerPlan.Of(options, recipe.Batch, recipe.Threads);
        using var data = interrupt.Guard(() => TrainingData.Open(recipe, DataFolder, display, interrupt.Token));
        recipe = recipe.Minutes is { } minutes ? Plan(recipe, TimeSpan.FromMinutes(minutes), data, device, workers) : recipe;
        var folder = await ChooseFolderAsync(recipe, session);
        using var claim = RunClaim.Take(folder, time, interrupt.Token);
        events.OnEvent(new RunOpened(folder.Path));
        Parts.Folder = folder.Path;
        await using var stored = session is null ? null : await StoredRun.OpenAsync(
            session.Database, session.ConnectionString, recipe, folder, options.Resume is not null, options.ToJson(), events, time);
        Parts.PingDatabase = session is null ? null : session.Database.PingAsync;
        Parts.Backlog = stored is null ? null : () => stored.Backlog;
        await using var page = stored is null ? null : await Show(session!.ConnectionString, stored.Run);
        return await TrainAsync(recipe, folder, data, device, workers, stored);
    }

    private async Task<RunFolder> ChooseFolderAsync(Recipe recipe, DatabaseSession? session) => options.Resume is { } earlier
        ? RunFolder.ForResume(earlier)
        : await RunFolder.ForNewAsync(
            options.Out, recipe.Name, RunsFolder, session is null ? null : path => CheckpointSync.HoldsAsync(session.Database, path));

    private Recipe Plan(Recipe recipe, TimeSpan duration, TrainingData data, torch.Device device, WorkerPlan workers)
    {
        if (options.Resume is { } earlier)
        {
            var saved = new RunFolder(earlier);
            return TimePlan.Repeat(recipe, File.Exists(saved.Recipe)
                ? RecipeFile.Load(saved.Recipe, [])
                : CheckpointFolder.Open(saved.Checkpoint).Recipe);
        }

        TrainingSpeed? speed = null;
        display.Prepare("measuring the speed of training", _ => speed = TrainingSpeed.Measure(
            recipe, data.Validation, (each, crops) => new Trainer(each, data.Patches(each), crops, device, time), time, interrupt.Token));
        // One worker fits, with its share of the threads, which this process had all of.
        speed = speed! with { Fit = speed.Fit * (workers.OnGpus ? 1 : workers.Count) };
        var planned = TimePlan.Fit(recipe, speed, duration - time.GetElapsedTime(_start));
        events.OnEvent(new RunPlanned(duration, speed.Stage1, speed.Stage2, planned.StepsOf(1), planned.StepsOf(2)));
        return planned;
    }

    /// <summary>A private database that cannot be started does not prevent training; one that was named does.</summary>
    private async Task<DatabaseSession?> OpenSessionAsync()
    {
        var named = DatabaseSession.Named(options.Database);
        if (named == DatabaseSession.None)
            return null;

        try
        {
            return await DatabaseSession.OpenAsync(options.Database, time);
        }
        catch (FailureException fault) when (named is null)
        {
            events.OnEvent(new DatabaseUnavailable(fault.Message));
            return null;
        }
    }

    private async Task<TrainingOutcome> TrainAsync(
        Recipe recipe, RunFolder folder, TrainingData data, torch.Device device, WorkerPlan workers, StoredRun? stored)
    {
        Trainer NewTrainer(ProcessGroup? group) => new(recipe, data.Patches(recipe), data.Validation, device, time, group);
        if (options.Resume is not null)
        {
            // Every error in the checkpoint is reported before anything starts.
            using var probe = NewTrainer(null);
            probe.State.Restore(folder.Checkpoint);
        }

        Directory.CreateDirectory(folder.Path);
        using var scores = events.Subscribe(new RunObserver(happened => KeepScores(folder, happened)));
        using var rows = stored is null ? null : events.Subscribe(stored);
        await using var images = workers.Count == 1 ? stored?.ImagesOf(data.Validation) : null;
        events.OnEvent(TrainingStarted.Of(recipe, workers.Count));
        IDeployment deployment = workers.Count == 1
            ? new OneProcess(
                new WorkerSetup
                {
                    Name = $"{Environment.MachineName}/{Environment.ProcessId}",
                    Recipe = recipe,
                    MakeTrainer = NewTrainer,
                    Checkpoints = stored is null ? new FolderCheckpoints(folder.Checkpoint) : stored.Checkpoints,
                    Images = images,
                    Time = time,
                },
                device.ToString(), loggers)
            : new ChildProcesses(folder, workers.Count, seed => workers.Command(seed, folder, stored?.WorkerEnvironment), time, loggers);
        var complete = false;
        await display.FollowAsync(async () =>
        {
            complete = await new LocalRun(recipe, folder, events, stored, time) { Parts = Parts }.RunAsync(deployment, interrupt.Token);
            await events.FlushAsync();
        });
        var reached = await CloseAsync(folder, stored, complete);
        if (!complete)
        {
            return new TrainingOutcome(
                folder,
                reached ?? throw new OperationCanceledException("stopped before the first step", interrupt.Token),
                null, 0, HasPreview: false, Clips: null, time.GetElapsedTime(_start));
        }

        if (options.WithoutComparison)
            return new TrainingOutcome(folder, reached!, null, 0, HasPreview: false, Clips: null, time.GetElapsedTime(_start));

        using var trainer = NewTrainer(null);
        trainer.State.Restore(folder.Checkpoint);
        return Compare(recipe, folder, data, trainer);
    }

    private static async Task<TrainingPosition?> CloseAsync(RunFolder folder, StoredRun? stored, bool complete)
    {
        if (stored is not null)
            await stored.BringCheckpointAsync();

        var reached = CheckpointFolder.PositionOf(folder.Checkpoint);
        if (stored is not null)
        {
            await stored.EndAsync(
                complete ? RunState.Finished : RunState.Stopped, complete ? "all steps are done" : "stopped by the user",
                reached?.GlobalStep ?? 0);
        }

        return reached;
    }

    // JSInet's scores outlive the process: they are needed when stage 2 has ended.
    private void KeepScores(RunFolder folder, IRunEvent happened)
    {
        if (happened is StageMeasured { Stage: 1 } first)
            ScoresFile.Write(folder.JsiNetScores, new Scores(first.Psnr, first.Ssim, first.DeltaEItp));
        else if (happened is StageMeasured second)
            _jsiGan = new Scores(second.Psnr, second.Ssim, second.DeltaEItp);
    }

    private TrainingOutcome Compare(Recipe recipe, RunFolder folder, TrainingData data, Trainer trainer)
    {
        events.OnEvent(new ComparisonStarted());
        var curve = Scoring.FitToneCurve(data.Store, data.Split.Training);
        var comparison = new Comparison(
            recipe.Stage1.Epochs > 0 ? ScoresFile.Read(folder.JsiNetScores) : null,
            _jsiGan,
            Scoring.Of(data.Validation, BicubicCodes.Predict),
            Scoring.Of(data.Validation, curve.Predict));
        var pictured = SavePreview(folder, data, trainer);
        return new TrainingOutcome(
            folder, trainer.Position, comparison, data.Validation.Count, pictured,
            recipe.Data.Store is null ? ClipPair.Of(recipe, DataFolder) : null, time.GetElapsedTime(_start));
    }

    /// <summary>A picture that cannot be written, for instance because the disk is full, does not make the training a failure.</summary>
    private bool SavePreview(RunFolder folder, TrainingData data, Trainer trainer)
    {
        try
        {
            Preview.Save(folder.Preview, Preview.Crops(data.Store, data.Split.Validation), Predicted(trainer));
            Preview.SaveFrame(folder.FramePreview, data.Store, data.Split.Validation[0], Predicted(trainer));
            return true;
        }
        catch (FailureException fault)
        {
            events.OnEvent(new PreviewFailed(fault.Message));
            return false;
        }
    }

    private static Func<CropPair, Frame<float>> Predicted(Trainer trainer) => crop =>
    {
        var prediction = new Frame<float>(crop.HighWidth, crop.HighHeight);
        trainer.Predict(crop, prediction.Samples);
        return prediction;
    };
}
