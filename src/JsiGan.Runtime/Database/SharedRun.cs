using JsiGan.Storage.Runs;
using JsiGan.Training.Recipes;

namespace JsiGan.Runtime.Database;

/// <summary>A run that processes of several machines find in the database by name; the first one creates it.</summary>
internal static class SharedRun
{
    private const int Named = 3;

    /// <exception cref="UsageException">The run is finished, was begun with another recipe, or has no fixed length.</exception>
    public static async Task<Run> OpenAsync(Storage.Database database, Recipe recipe, string name)
    {
        if (recipe.Minutes is { } minutes)
        {
            throw new UsageException(FormattableString.Invariant(
                $"The recipe {recipe.Name} has minutes: {minutes}, but a run of several machines has a fixed length; ")
                + "remove minutes from the recipe.");
        }

        var run = await new RunStore(database).OpenAsync(new NewRun(
            name, recipe.Name, recipe.ToYaml(), recipe.Hash(), recipe.StepsOf(1) + recipe.StepsOf(2), "", "", "{}"));
        var begun = RecipeFile.Reread(run.What.Recipe, run.Name);
        if (begun.Identity() != recipe.Identity())
        {
            var differences = RecipeText.Differences(begun, recipe)
                .Select(each => $"{each.Key} is {each.First} there and {each.Second} here");
            throw new UsageException($"The run {run} of the database {database} was begun with a recipe of hash {begun.Identity()}, this "
                + $"one has {recipe.Identity()}: {string.Join(", ", differences.Take(Named))}; give the same recipe, or another --run.");
        }

        return run.State != RunState.Finished
            ? run
            : throw new UsageException($"The run {run} of the database {database} is finished: all its {run.What.TotalSteps} steps are "
                + "done; name another --run.");
    }
}
