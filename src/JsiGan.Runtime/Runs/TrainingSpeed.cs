using JsiGan.Imaging.Frames;
using JsiGan.Training;
using JsiGan.Training.Recipes;

namespace JsiGan.Runtime.Runs;

/// <summary>How long the parts of a run take on this machine.</summary>
/// <param name="Stage1">A step of stage 1; zero if the recipe leaves the stage out.</param>
/// <param name="Stage2">A step of stage 2; zero likewise.</param>
/// <param name="Validation">The scores of all held-out crops.</param>
/// <param name="Fit">Initial weights, fitted to patches where the recipe says so.</param>
public sealed record TrainingSpeed(TimeSpan Stage1, TimeSpan Stage2, TimeSpan Validation, TimeSpan Fit)
{
    private const int Steps = 4;
    private const int Crops = 2;
    private const int Patches = 8;

    /// <summary>Trains a few steps of each stage, then fits a few patches, on networks that are thrown away.</summary>
    /// <param name="recipe">What will be trained.</param>
    /// <param name="validation">The held-out crops; a few of them are predicted.</param>
    /// <param name="newTrainer">Makes a trainer of a recipe with held-out crops.</param>
    /// <param name="time">Measures the fit.</param>
    /// <param name="token">Stops the measurement between two steps.</param>
    public static TrainingSpeed Measure(
        Recipe recipe, IReadOnlyList<CropPair> validation, Func<Recipe, IReadOnlyList<CropPair>, Trainer> newTrainer,
        TimeProvider time, CancellationToken token)
    {
        CropPair[] crops = [.. validation.Take(Crops)];
        var few = recipe with { FitOutput = 0, Stage1 = Shorten(recipe.Stage1), Stage2 = Shorten(recipe.Stage2) };
        using var trainer = newTrainer(few, crops);
        List<TimeSpan>[] steps = [[], []];
        var measured = TimeSpan.Zero;
        foreach (var happened in trainer.Run())
        {
            token.ThrowIfCancellationRequested();
            if (happened is StepDone { Report: var report } step)
                steps[step.Position.Stage - 1].Add(report.Times.Total);
            else if (happened is EpochDone epoch)
                measured = epoch.Report.Elapsed * (validation.Count / Math.Max(1.0, crops.Length));
        }

        return new TrainingSpeed(Fastest(steps[0]), Fastest(steps[1]), measured, MeasureFit());

        // Last: what is allocated and compiled the first time takes as long as the patches, 6 s where 8 more took 2 s.
        TimeSpan MeasureFit()
        {
            if (recipe.FitOutput == 0)
                return TimeSpan.Zero;

            var patches = Math.Min(recipe.FitOutput, Patches);
            using var fitted = newTrainer(few with { FitOutput = patches }, crops);
            var started = time.GetTimestamp();
            fitted.Initialize();
            return time.GetElapsedTime(started) * (recipe.FitOutput / (double)patches);
        }

        StageOptions Shorten(StageOptions stage) => stage with
        {
            Epochs = Math.Min(stage.Epochs, 1),
            PatchesPerEpoch = Steps * recipe.Batch,
            Schedule = ScheduleKind.Constant,
        };
    }

    // The first steps allocate memory and compile code, which no later one does.
    private static TimeSpan Fastest(IReadOnlyList<TimeSpan> steps) => steps.Count == 0 ? TimeSpan.Zero : steps.Min();
}
