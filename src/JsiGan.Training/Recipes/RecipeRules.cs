namespace JsiGan.Training.Recipes;

/// <summary>The range of each option and the contradictions between options.</summary>
public static class RecipeRules
{
    private const int DiscriminatorStride = 32;

    /// <summary>All faults of a recipe; none when it can be trained on the clips that its data section names.</summary>
    public static IEnumerable<RecipeFault> Check(Recipe recipe)
    {
        return
        [
            .. RecipeOption.All.Select(option => option.Check(recipe)).OfType<RecipeFault>(),
            .. Stage("stage1", recipe.Stage1), .. Stage("stage2", recipe.Stage2), .. Together(recipe),
        ];
    }

    private static IEnumerable<RecipeFault> Stage(string name, StageOptions stage)
    {
        var milestones = stage.Milestones;
        var last = milestones.Count == 0 ? 0 : milestones[^1];
        var ascending = milestones.Zip(milestones.Skip(1)).All(pair => pair.First < pair.Second) && milestones.All(epoch => epoch >= 2);
        var steps = stage is { Schedule: ScheduleKind.Steps, Epochs: > 0 };
        var tail = stage is { Schedule: ScheduleKind.LinearTail, Epochs: > 0 };
        return Of(
            ascending ? null : new([$"{name}.milestones"],
                $"{name}.milestones are [{string.Join(", ", milestones)}], expected ascending epochs from 2."),
            steps && ascending && last > stage.Epochs ? new([$"{name}.milestones", $"{name}.epochs"],
                $"{name}.milestones end at epoch {last} but {name}.epochs is {stage.Epochs}: name epochs within the stage, or [] for a "
                    + "constant rate.")
                : null,
            tail && stage.Epochs == 1 ? new([$"{name}.schedule", $"{name}.epochs"],
                $"{name}.schedule linear-tail over 1 epoch would train at learning rate 0: give at least 2 epochs, or the schedule "
                    + "constant or cosine.")
                : null,
            tail && stage.Epochs > 1 && stage.TailEpochs > stage.Epochs ? new([$"{name}.tail-epochs", $"{name}.epochs"],
                $"{name}.tail-epochs is {stage.TailEpochs}, expected at most {name}.epochs, {stage.Epochs}.") : null);
    }

    private static IEnumerable<RecipeFault> Together(Recipe recipe)
    {
        var high = recipe.Patch.LowSize * recipe.Model.Scale;
        var adversarial = recipe.Stage2.Epochs > 0;
        return Of(
            recipe.Stage1.Epochs == 0 && !adversarial ? new(["stage1.epochs", "stage2.epochs"],
                "stage1.epochs and stage2.epochs are both 0: give at least one stage an epoch.") : null,
            adversarial && high % DiscriminatorStride != 0 ? new(["patch.low-size", "model.scale"],
                $"patch.low-size {recipe.Patch.LowSize} at model.scale {recipe.Model.Scale} makes HDR patches of {high} pixels, expected a "
                    + $"multiple of {DiscriminatorStride} (the discriminators halve it five times): {Multiples(recipe)}.") : null,
            adversarial && recipe.Batch == 1 ? new(["batch", "stage2.epochs"],
                "batch is 1, expected at least 2 for stage 2: batch normalisation of one patch has nothing to compare (or set "
                    + "stage2.epochs to 0).")
                : null,
            TooFew(recipe, 1),
            TooFew(recipe, 2));
    }

    private static RecipeFault? TooFew(Recipe recipe, int stage) =>
        recipe.Stage(stage) is { Epochs: > 0 } options && recipe.Batch > options.PatchesPerEpoch
            ? new(["batch", $"stage{stage}.patches-per-epoch"],
                $"batch is {recipe.Batch} but stage{stage}.patches-per-epoch is {options.PatchesPerEpoch}: an epoch needs at least one "
                    + "batch.")
            : null;

    private static string Multiples(Recipe recipe)
    {
        var unit = Math.Max(1, DiscriminatorStride / Math.Max(1, recipe.Model.Scale));
        var below = recipe.Patch.LowSize / unit * unit;
        return below < 8 ? $"try {below + unit}" : $"try {below} or {below + unit}";
    }

    private static IEnumerable<RecipeFault> Of(params RecipeFault?[] faults) => faults.OfType<RecipeFault>();
}
