using JsiGan.Training;
using JsiGan.Training.Recipes;

namespace JsiGan.Runtime.Runs;

/// <summary>How long the parts of a run take on this machine.</summary>
/// <param name="Stage1">A step of stage 1; zero if the recipe leaves the stage out.</param>
/// <param name="Stage2">A step of stage 2; zero likewise.</param>
/// <param name="Validation">The PSNR of all held-out crops.</param>
public sealed record TrainingSpeed(TimeSpan Stage1, TimeSpan Stage2, TimeSpan Validation)
{
    private const int Steps = 4;

    /// <summary>Trains a few steps of each stage on networks that are thrown away.</summary>
    /// <param name="recipe">What will be trained.</param>
    /// <param name="newTrainer">Makes a trainer of a recipe.</param>
    /// <param name="token">Stops the measurement between two steps.</param>
    public static TrainingSpeed Measure(Recipe recipe, Func<Recipe, Trainer> newTrainer, CancellationToken token)
    {
        using var trainer = newTrainer(recipe with { Stage1 = Shorten(recipe.Stage1), Stage2 = Shorten(recipe.Stage2) });
        List<TimeSpan>[] steps = [[], []];
        var validation = TimeSpan.Zero;
        foreach (var happened in trainer.Run())
        {
            token.ThrowIfCancellationRequested();
            if (happened is StepDone { Report: var report } step)
                steps[step.Position.Stage - 1].Add(report.Data + report.Compute + report.Communication);
            else if (happened is EpochDone epoch)
                validation = epoch.Report.Elapsed;
        }

        return new TrainingSpeed(Mean(steps[0]), Mean(steps[1]), validation);

        StageOptions Shorten(StageOptions stage) => stage with
        {
            Epochs = Math.Min(stage.Epochs, 1), PatchesPerEpoch = Steps * recipe.Batch, Schedule = ScheduleKind.Constant,
        };
    }

    // The first step allocates memory and compiles code, which no later one does.
    private static TimeSpan Mean(IReadOnlyList<TimeSpan> steps) =>
        steps.Count == 0 ? TimeSpan.Zero : TimeSpan.FromSeconds(steps.Skip(1).Average(step => step.TotalSeconds));
}
