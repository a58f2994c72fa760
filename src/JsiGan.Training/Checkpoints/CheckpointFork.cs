using JsiGan.Training.Recipes;
using JsiGan.Training.Schedules;

namespace JsiGan.Training.Checkpoints;

/// <summary>
/// Turns the checkpoint at the end of a run's stage 1 into the beginning of another run's stage 2. Its tensors stay as they are: only
/// state.msgpack, which names recipe and position, is another.
/// </summary>
public static class CheckpointFork
{
    /// <summary>The file of a checkpoint that a fork replaces.</summary>
    public const string StateFile = Checkpoint.StateName;

    /// <summary>The state file of the new run's first checkpoint, and its position.</summary>
    /// <param name="state">The state file of the checkpoint, which was made after the last step of stage 1.</param>
    /// <param name="name">The checkpoint's name in messages.</param>
    /// <param name="recipe">What the new run trains.</param>
    /// <exception cref="UsageException">Stage 1 of the recipe is another than that of the checkpoint.</exception>
    /// <exception cref="FailureException">The state is altered, or stage 1 is not complete.</exception>
    public static (byte[] State, TrainingPosition Position) Continue(byte[] state, string name, Recipe recipe)
    {
        var found = Checkpoint.ReadState(state, name);
        var theirs = RecipeFile.Reread(found.Recipe, name);
        var differences = RecipeText.Differences(StageOne.AloneOf(theirs), StageOne.AloneOf(recipe));
        if (differences.Count > 0)
        {
            throw new UsageException($"Stage 1 of {recipe.Name} cannot be taken from the checkpoint {name}, which was trained with other "
                + $"options: {string.Join(", ", differences.Select(each => $"{each.Key} is {each.First} there, {each.Second} here"))}.");
        }

        var position = new TrainingPosition(
            found.Stage, found.Epoch, found.StepInEpoch, found.GlobalStep, found.SamplePosition, recipe.StepsOf(1) + recipe.StepsOf(2));
        return position.Stage == 1 && position.IsStageFull(recipe)
            ? (Checkpoint.Seal(recipe, position, found.Files), position)
            : throw new FailureException($"Stage 1 of {recipe.Name} cannot be taken from the checkpoint {name}: it is of stage "
                + $"{position.Stage}, epoch {position.Epoch}, expected the end of stage 1.");
    }
}
