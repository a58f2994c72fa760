using JsiGan.Storage.Checkpoints;
using JsiGan.Training.Checkpoints;
using JsiGan.Training.Recipes;
using JsiGan.Training.Schedules;

namespace JsiGan.Runtime.Checkpoints;

/// <summary>Descriptions of the trainer's checkpoints for the database.</summary>
public static class Descriptions
{
    /// <summary>Describes a trainer's state.</summary>
    public static CheckpointDescription Of(Recipe recipe, TrainingPosition position, double? psnr) => new()
    {
        Step = position.GlobalStep,
        Stage = position.Stage,
        Epoch = position.Epoch,
        Architecture = Architecture(recipe),
        Scores = psnr is { } score ? new Dictionary<string, double> { ["psnr"] = score } : new Dictionary<string, double>(),
        Metadata = new Dictionary<string, string> { ["recipe"] = recipe.Name, ["host"] = Environment.MachineName },
    };

    /// <summary>The networks that a recipe makes.</summary>
    public static string Architecture(Recipe recipe) => FormattableString.Invariant(
        $"x{recipe.Model.Scale}, detail restoration {OnOff(recipe.Model.DetailRestoration)} ({recipe.Model.DetailLayer}), local contrast ")
        + FormattableString.Invariant($"{OnOff(recipe.Model.LocalContrast)}, logit batch norm {OnOff(recipe.Model.LogitBatchNorm)}, ")
        + FormattableString.Invariant($"patches of {recipe.Patch.LowSize}");

    /// <summary>A verified folder, to be saved.</summary>
    public static CheckpointParts Of(CheckpointFolder folder) => new(
        Of(folder.Recipe, folder.Position, psnr: null),
        [.. folder.Files.Select(name => new CheckpointPart(name, File.ReadAllBytes(Path.Combine(folder.Folder, name))))]);

    private static string OnOff(bool value) => value ? "on" : "off";
}
