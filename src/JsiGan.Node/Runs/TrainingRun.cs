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
    private const string DataFolder = "data";
    private const string RunsFolder = "runs";

    private readonly long _start = time.GetTimestamp();
    private readonly ITrainingView _view = Views.For(console, options.Quiet, time);

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
        var device = Compute.Open(options.Device, recipe.Threads);
        var registry = Metrics.NewCustomRegistry();
        var metrics = new TrainingMetrics(registry);
        using var endpoint = options.MetricsPort is { } port ? new MetricsEndpoint(port, registry) : null;
        using var data = interrupt.Guard(() => TrainingData.Open(recipe, DataFolder, _view, interrupt.Token));
        using var trainer = new Trainer(recipe, data.Patches(), data.Validation, device, time);
        if (options.Resume is not null)
        {
            trainer.Restore(folder.Checkpoint);
        }

        return Train(recipe, folder, metrics, data, trainer) ? Finish(recipe, folder, data, trainer) : Stop(folder, trainer);
    }

    private bool Train(Recipe recipe, RunFolder folder, TrainingMetrics metrics, TrainingData data, Trainer trainer)
    {
        Directory.CreateDirectory(folder.Path);
        metrics.Plan(trainer.Position.TotalSteps);
        _view.Note($"training {recipe.Name}: {recipe.StepsOf(1)} steps of JSInet, then {recipe.StepsOf(2)} with the discriminators; Ctrl-C saves and stops");
        var complete = false;
        _view.Follow(() => complete = new TrainingLoop(trainer, recipe, _view, metrics, time).Run(folder.Checkpoint, Ended, interrupt.Token));
        return complete;

        void Ended(int stage)
        {
            if (stage == 1)
            {
                ScoresFile.Write(folder.JsiNetScores, Scoring.Of(data.Validation, Predicted(trainer)));
            }
        }
    }

    private int Stop(RunFolder folder, Trainer trainer)
    {
        Console.WriteLine($"stopped after step {trainer.Position.GlobalStep} of {trainer.Position.TotalSteps}; {folder.Checkpoint} holds everything. This goes on:");
        Console.WriteLine($"  {ResumeHint.Command(ResumeHint.Self(), options.Arguments, folder.Path)}");
        return ExitCodes.Interrupted;
    }

    private int Finish(Recipe recipe, RunFolder folder, TrainingData data, Trainer trainer)
    {
        _view.Note("comparing with the baselines on the held-out frames");
        var curve = Scoring.FitToneCurve(data.Store, data.Split.Training);
        var comparison = new Comparison(
            recipe.Stage1.Epochs > 0 ? ScoresFile.Read(folder.JsiNetScores) : null,
            recipe.Stage2.Epochs > 0 ? Scoring.Of(data.Validation, Predicted(trainer)) : null,
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
