using JsiGan.Training.Recipes;

namespace JsiGan.Runtime.Runs;

/// <summary>
/// Fits a recipe to a duration. Both stages keep their number of epochs and their proportion; the patches of an epoch change.
/// </summary>
public static class TimePlan
{
    // For checkpoints, the comparison with the baselines, and a machine that slows down.
    private const double Reserve = 0.1;

    // A fast machine ends early rather than to train on what a short run cannot show.
    private const double MostGrowth = 2;

    /// <summary>The recipe with lengths that take the time that is left; at least one step an epoch, at most twice the recipe's.</summary>
    /// <param name="recipe">The recipe, whose lengths give the proportions.</param>
    /// <param name="speed">This machine's speed.</param>
    /// <param name="left">Time until the whole run must be over.</param>
    public static Recipe Fit(Recipe recipe, TrainingSpeed speed, TimeSpan left)
    {
        var epochs = recipe.Stage1.Epochs + recipe.Stage2.Epochs;
        var stages = Math.Sign(recipe.Stage1.Epochs) + Math.Sign(recipe.Stage2.Epochs);
        var training = (left * (1 - Reserve)) - speed.Fit - (speed.Validation * (epochs + stages));
        var asked = (speed.Stage1 * recipe.StepsOf(1)) + (speed.Stage2 * recipe.StepsOf(2));
        var factor = asked > TimeSpan.Zero ? Math.Clamp(training / asked, 0, MostGrowth) : 1;
        return recipe with { Minutes = null, Stage1 = Scale(1), Stage2 = Scale(2) };

        StageOptions Scale(int stage) => recipe.Stage(stage) with
        {
            PatchesPerEpoch = Math.Max(1, (long)(recipe.StepsPerEpoch(stage) * factor)) * recipe.Batch,
        };
    }

    /// <summary>The recipe with the lengths that an earlier start of the run chose.</summary>
    public static Recipe Repeat(Recipe recipe, Recipe planned) => recipe with
    {
        Minutes = null,
        Stage1 = recipe.Stage1 with { PatchesPerEpoch = planned.Stage1.PatchesPerEpoch },
        Stage2 = recipe.Stage2 with { PatchesPerEpoch = planned.Stage2.PatchesPerEpoch },
    };
}
