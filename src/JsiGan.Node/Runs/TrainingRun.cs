using JsiGan.Evaluation.Baselines;
using JsiGan.Imaging.Frames;
using JsiGan.Node.Commands;
using JsiGan.Node.Database;
using JsiGan.Node.Display;
using JsiGan.Node.Hosting;
using JsiGan.Node.Results;
using JsiGan.Node.Telemetry;
using JsiGan.Node.Workers;
using JsiGan.Storage.Runs;
using JsiGan.Training;
using JsiGan.Training.Recipes;
using Prometheus;
using Spectre.Console;

namespace JsiGan.Node.Runs;

/// <summary>`jsigan train` from recipe to final table.</summary>
public sealed class TrainingRun(TrainOptions options, IAnsiConsole console, TimeProvider time, Interrupt interrupt)
{
    /// <summary>Where clips that are rendered lie.</summary>
    public const string DataFolder = "data";

    /// <summary>Where runs lie unless they are asked for elsewhere.</summary>
    public const string RunsFolder = "runs";

    private readonly long _start = time.GetTimestamp();
    private readonly ITrainingView _view = Views.For(console, options.Quiet, time);
    private Scores? _jsiGan;

    /// <summary>Trains, compares, and reports; the exit code of the process.</summary>
    public int Execute()
    {
        var recipe = RecipeFile.Load(RecipeLocator.Find(options.Recipe, RecipeLocator.ShippedFolder), options.Overrides);
        if (options.Json is { } file)
        {
            ResultFile.EnsureWritable(file);
        }

        var session = OpenSession();
        try
        {
            return Execute(recipe, session);
        }
        finally
        {
            session?.DisposeAsync().AsTask().GetAwaiter().GetResult();
        }
    }

    private int Execute(Recipe recipe, DatabaseSession? session)
    {
        // A folder that cannot be had is told before clips are made, and nothing is made in it before they are there.
        if (options.Resume is { } crashed)
        {
            RunClaim.RequireFree(new RunFolder(crashed), time, interrupt.Token);
            if (session is not null)
            {
                CheckpointSync.FetchMissingAsync(session.Database, crashed).GetAwaiter().GetResult();
            }
        }

        RunFolder Chosen() => options.Resume is { } earlier
            ? RunFolder.ForResume(earlier)
            : RunFolder.ForNew(
                options.Out, recipe.Name, RunsFolder, session is null ? null : path => CheckpointSync.Holds(session.Database, path));
        RunClaim.RequireFree(Chosen(), time, interrupt.Token);
        recipe = recipe with { Threads = options.Threads ?? recipe.Threads };
        var device = Compute.Open(options.Device ?? Compute.Standard(), recipe.Threads);
        var workers = WorkerPlan.Of(options, recipe.Batch, recipe.Threads);
        var registry = Metrics.NewCustomRegistry();
        var metrics = new TrainingMetrics(registry);
        using var endpoint = options.MetricsPort is { } port ? new MetricsEndpoint(port, registry) : null;
        using var data = interrupt.Guard(() => TrainingData.Open(recipe, DataFolder, _view, interrupt.Token));
        var folder = Chosen();
        using var claim = RunClaim.Take(folder, time, interrupt.Token);
        var stored = session is null ? null : StoredRun.OpenAsync(
            session.Database, session.ConnectionString, recipe, folder, options.Resume is not null, options.Arguments, _view.Note)
            .GetAwaiter().GetResult();
        try
        {
            return Execute(recipe, folder, metrics, data, device, workers, stored);
        }
        finally
        {
            stored?.DisposeAsync().AsTask().GetAwaiter().GetResult();
        }
    }

    private int Execute(
        Recipe recipe, RunFolder folder, TrainingMetrics metrics, TrainingData data, TorchSharp.torch.Device device, WorkerPlan workers,
        StoredRun? stored)
    {
        Trainer Made() => new(recipe, data.Patches(), data.Validation, device, time);
        return workers.Count == 1
            ? TrainHere(recipe, folder, metrics, data, stored, Made)
            : TrainJoined(recipe, folder, metrics, data, workers, stored, Made);
    }

    /// <summary>A private database that cannot be had is no reason not to train; one that was named is.</summary>
    private DatabaseSession? OpenSession()
    {
        var named = DatabaseSession.Named(options.Database);
        if (named == DatabaseSession.None)
        {
            return null;
        }

        try
        {
            return DatabaseSession.OpenAsync(options.Database, time).GetAwaiter().GetResult();
        }
        catch (FailureException fault) when (named is null)
        {
            _view.Note($"no database, the run is kept in its folder alone: {fault.Message}");
            return null;
        }
    }

    private int TrainHere(Recipe recipe, RunFolder folder, TrainingMetrics metrics, TrainingData data, StoredRun? stored,
        Func<Trainer> make)
    {
        using var trainer = make();
        if (options.Resume is not null)
        {
            trainer.Restore(folder.Checkpoint);
        }

        Begin(recipe, folder, metrics, "");
        var complete = false;
        ICheckpoints checkpoints = stored is null ? new FolderCheckpoints(folder.Checkpoint) : stored.Checkpoints;
        var generation = stored?.BeginAloneAsync(trainer.Position).GetAwaiter().GetResult() ?? GenerationId.None;
        _view.Follow(() => complete = new TrainingLoop(trainer, recipe, _view, metrics, time).Run(
            checkpoints, generation, measured => stored?.Take(measured),
            done => Note(folder, done.Position.Stage, done.Scores.Psnr, done.Scores.Ssim), interrupt.Token));
        stored?.BringCheckpointAsync().GetAwaiter().GetResult();
        stored?.EndAsync(
            complete ? RunState.Finished : RunState.Stopped, complete ? "all steps are done" : "stopped by the user",
            trainer.Position.GlobalStep)
            .GetAwaiter().GetResult();
        return complete ? Finish(recipe, folder, data, trainer) : Stop(folder, trainer.Position);
    }

    private int TrainJoined(
        Recipe recipe, RunFolder folder, TrainingMetrics metrics, TrainingData data, WorkerPlan workers, StoredRun? stored,
            Func<Trainer> make)
    {
        if (options.Resume is not null)
        {
            // Every fault of the checkpoint is told before anything starts.
            using var probe = make();
            probe.Restore(folder.Checkpoint);
        }

        Begin(recipe, folder, metrics, $" on {workers.Count} workers");
        var complete = false;
        var run = new JoinedRun(recipe, folder, _view, metrics, stored, time);
        _view.Follow(() => complete = run.Run(
            workers.Count, seed => workers.Command(seed, folder, stored?.WorkerEnvironment),
            done => Note(folder, done.Stage, done.Psnr, done.Ssim), interrupt.Token));
        stored?.BringCheckpointAsync().GetAwaiter().GetResult();
        var reached = Trainer.PositionOf(folder.Checkpoint);
        stored?.EndAsync(
            complete ? RunState.Finished : RunState.Stopped, complete ? "all steps are done" : "stopped by the user",
            reached?.GlobalStep ?? 0)
            .GetAwaiter().GetResult();
        if (!complete)
        {
            return reached is { } position
                ? Stop(folder, position)
                : throw new OperationCanceledException("stopped before the first step", interrupt.Token);
        }

        using var trainer = make();
        trainer.Restore(folder.Checkpoint);
        return Finish(recipe, folder, data, trainer);
    }

    private void Begin(Recipe recipe, RunFolder folder, TrainingMetrics metrics, string where)
    {
        Directory.CreateDirectory(folder.Path);
        metrics.Plan(recipe.StepsOf(1) + recipe.StepsOf(2));
        _view.Note($"training {recipe.Name}: {recipe.StepsOf(1)} steps of JSInet, then {recipe.StepsOf(2)} with the discriminators"
            + $"{where}; Ctrl-C saves and stops");
    }

    private void Note(RunFolder folder, int stage, double psnr, double ssim)
    {
        if (stage == 1)
        {
            ScoresFile.Write(folder.JsiNetScores, new Scores(psnr, ssim));
        }
        else
        {
            _jsiGan = new Scores(psnr, ssim);
        }
    }

    private int Stop(RunFolder folder, TrainingPosition position)
    {
        Console.WriteLine($"stopped after step {position.GlobalStep} of {position.TotalSteps}; {folder.Checkpoint} holds everything. This "
            + $"goes on:");
        Console.WriteLine($"  {ResumeHint.Command(ResumeHint.Self(), options.Arguments, folder.Path)}");
        return ExitCodes.Interrupted;
    }

    private int Finish(Recipe recipe, RunFolder folder, TrainingData data, Trainer trainer)
    {
        _view.Note("comparing with the baselines on the held-out frames");
        var curve = Scoring.FitToneCurve(data.Store, data.Split.Training);
        var comparison = new Comparison(
            recipe.Stage1.Epochs > 0 ? ScoresFile.Read(folder.JsiNetScores) : null,
            _jsiGan,
            Scoring.Of(data.Validation, BicubicCodes.Predict),
            Scoring.Of(data.Validation, curve.Predict));
        var pictured = SavePreview(folder, data, trainer);
        var elapsed = time.GetElapsedTime(_start);
        console.Write(FinalTable.Of(comparison, data.Validation.Count));
        Console.WriteLine($"checkpoint  {folder.Checkpoint}");
        if (pictured)
        {
            Console.WriteLine($"picture     {folder.Preview}");
        }

        Console.WriteLine($"time        {Say.Duration(elapsed)}, {trainer.Position.GlobalStep} steps");
        if (options.Json is { } file)
        {
            ResultFile.Write(file, FinalRows.Of(comparison, trainer.Position.GlobalStep, elapsed.TotalSeconds, folder.Checkpoint));
        }

        return ExitCodes.Success;
    }

    /// <summary>A picture that cannot be written, as where ffmpeg is missing, is no reason to call the training failed.</summary>
    private bool SavePreview(RunFolder folder, TrainingData data, Trainer trainer)
    {
        try
        {
            Preview.Save(folder.Preview, Preview.Crops(data.Store, data.Split.Validation), Predicted(trainer));
            return true;
        }
        catch (FailureException fault)
        {
            _view.Note($"no picture of the result: {fault.Message}");
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
