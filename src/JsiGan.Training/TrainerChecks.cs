using JsiGan.Data.Patches;
using JsiGan.Imaging.Frames;
using JsiGan.Training.Distributed;
using JsiGan.Training.Recipes;

namespace JsiGan.Training;

/// <summary>Checks that the parts of a trainer fit together.</summary>
internal static class TrainerChecks
{
    /// <exception cref="UsageException">The recipe contradicts itself.</exception>
    /// <exception cref="ArgumentException">Patches, crops or process group are of another recipe.</exception>
    public static void Require(Recipe recipe, IPatchSource patches, IReadOnlyList<CropPair> validation, ProcessGroup? group)
    {
        var faults = RecipeRules.Check(recipe).Select(fault => $"  - {fault.Text}").ToList();
        if (faults.Count > 0)
            throw new UsageException($"The recipe {recipe.Name} cannot be trained; correct and start again:\n{string.Join('\n', faults)}");

        if (group is not null && group.Batch != recipe.Batch)
        {
            throw new ArgumentException($"The workers share a batch of {group.Batch}, expected {recipe.Batch} by the recipe.",
                nameof(group));
        }

        var expected = new PatchGeometry(recipe.Patch.LowSize, recipe.Model.Scale);
        if (patches.Geometry != expected)
            throw new ArgumentException($"The patches are {patches.Geometry}, expected {expected} by the recipe.", nameof(patches));

        if (validation.FirstOrDefault(crop => crop.Scale != recipe.Model.Scale) is { } odd)
        {
            throw new ArgumentException($"A validation crop has scale {odd.Scale}, expected {recipe.Model.Scale} by the recipe.",
                nameof(validation));
        }
    }
}
