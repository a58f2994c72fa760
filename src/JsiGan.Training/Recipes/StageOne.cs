namespace JsiGan.Training.Recipes;

/// <summary>The part of a recipe that stage 1 reads: recipes that agree on it share one stage 1.</summary>
public static class StageOne
{
    /// <summary>The recipe of stage 1 alone. The weights of stage 2's losses and stage 2 itself are as by default.</summary>
    public static Recipe AloneOf(Recipe recipe) => recipe with
    {
        Loss = new LossWeights(),
        Stage2 = StageOptions.PaperStage2 with { Epochs = 0 },
    };

    /// <summary>Lower-case hexadecimal SHA-256 of what stage 1 reads.</summary>
    public static string HashOf(Recipe recipe) => AloneOf(recipe).Identity();

    /// <summary>Whether a recipe has both stages, so that the second can begin from another run's first.</summary>
    public static bool CanBeShared(Recipe recipe) => recipe.Stage1.Epochs > 0 && recipe.Stage2.Epochs > 0;
}
