using JsiGan.Evaluation.Baselines;
using JsiGan.Imaging.Frames;
using JsiGan.Imaging.Patches;
using JsiGan.Node.Commands;
using JsiGan.Node.Display;
using JsiGan.Node.Hosting;
using JsiGan.Node.Results;
using JsiGan.Node.Telemetry;
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

    private const string RunsFolder = "runs";

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

        var folder = options.Resume is { } earlier ? RunFolder.ForResume(earlier) : RunFolder.ForNew(options.Out, recipe.Name, RunsFolder);
        recipe = recipe with { Threads = options.Threads ?? recipe.Threads };
        var device = Compute.Open(options.Device ?? Compute.Standard(), recipe.Threads);
        var workers = WorkerPlan.Of(options, recipe.Batch, recipe.Threads);
        var registry = Metrics.NewCustomRegistry();
        var metrics = new TrainingMetrics(registry);
        using var endpoint = options.MetricsPort is { } port ? new MetricsEndpoint(port, registry) : null;
        using var data = interrupt.Guard(() => TrainingData.Open(recipe, DataFolder, _view, interrupt.Token));
        Trainer Made() => new(recipe, data.Patches(), data.Validation, device, time);
        return workers.Count == 1 ? TrainHere(recipe, folder, metrics, data, Made) : TrainJoined(recipe, folder, metrics, data, workers, Made);
    }

    private int TrainHere(Recipe recipe, RunFolder folder, TrainingMetrics metrics, TrainingData data, Func<Trainer> make)
    {
        using var trainer = make();
        if (options.Resume is not null)
        {
            trainer.Restore(folder.Checkpoint);
        }

        Begin(recipe, folder, metrics, "");
        var complete = false;
        _view.Follow(() => complete = new TrainingLoop(trainer, recipe, _view, metrics, time).Run(
            folder.Checkpoint, done => Note(folder, done.Position.Stage, done.Scores.Psnr, done.Scores.Ssim), interrupt.Token));
        return complete ? Finish(recipe, folder, data, trainer) : Stop(folder, trainer.Position);
    }

    private int TrainJoined(
        Recipe recipe, RunFolder folder, TrainingMetrics metrics, TrainingData data, WorkerPlan workers, Func<Trainer> make)
    {
        if (options.Resume is not null)
        {
            // Every fault of the checkpoint is told before anything starts.
            using var probe = make();
            probe.Restore(folder.Checkpoint);
        }

        Begin(recipe, folder, metrics, $" on {workers.Count} workers");
        var complete = false;
        var run = new JoinedRun(recipe, folder, _view, metrics, time);
        _view.Follow(() => complete = run.Run(workers, done => Note(folder, done.Stage, done.Psnr, done.Ssim), interrupt.Token));
        if (!complete)
        {
            return Trainer.PositionOf(folder.Checkpoint) is { } position
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
        Console.WriteLine($"stopped after step {position.GlobalStep} of {position.TotalSteps}; {folder.Checkpoint} holds everything. This goes on:");
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
        Preview.Save(folder.Preview, Preview.Crops(data.Store, data.Split.Validation), Predicted(trainer));
        var elapsed = time.GetElapsedTime(_start);
        console.Write(FinalTable.Of(comparison, data.Validation.Count));
        Console.WriteLine($"checkpoint  {folder.Checkpoint}");
        Console.WriteLine($"picture     {folder.Preview}");
        Console.WriteLine($"time        {Say.Duration(elapsed)}, {trainer.Position.GlobalStep} steps");
        if (options.Json is { } file)
        {
            ResultFile.Write(file, FinalRows.Of(comparison, trainer.Position.GlobalStep, elapsed.TotalSeconds, folder.Checkpoint));
        }

        return ExitCodes.Success;
    }

    private static Func<CropPair, Frame<float>> Predicted(Trainer trainer) => crop =>
    {
        var prediction = new Frame<float>(crop.HighWidth, crop.HighHeight);
        trainer.Predict(crop, prediction.Samples);
        return prediction;
    };
}
