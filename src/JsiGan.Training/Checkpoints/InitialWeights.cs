using JsiGan.Models.Generator;
using JsiGan.Training.Recipes;

namespace JsiGan.Training.Checkpoints;

/// <summary>The trained weights with which the generator of a recipe begins.</summary>
/// <param name="recipe">Names them by its option init.</param>
/// <param name="shipped">Folder of the generators that come with the program; null for the one beside it.</param>
public sealed class InitialWeights(Recipe recipe, string? shipped = null)
{
    /// <summary>init of a generator that begins as the option start says.</summary>
    public const string None = "none";

    /// <summary>init of a generator that comes with the program.</summary>
    public const string Pretrained = "pretrained";

    /// <summary>The generator of a scale that comes with the program.</summary>
    /// <exception cref="UsageException">None of that scale does.</exception>
    public static string ShippedFile(int scale) => ShippedFile(scale, Path.Combine(AppContext.BaseDirectory, Pretrained));

    /// <summary>Loads the weights and checks that they are of the recipe's architecture, without keeping them.</summary>
    /// <exception cref="UsageException">There are none of that name, or they are of another architecture.</exception>
    /// <exception cref="FailureException">The file is damaged.</exception>
    public void Check()
    {
        if (recipe.Init != None)
            Load(recipe.Model.Generator()).Dispose();
    }

    /// <summary>Overwrites a generator's weights; no operation where init is none.</summary>
    /// <inheritdoc cref="Check"/>
    public void CopyTo(JsiNet generator)
    {
        if (recipe.Init == None)
            return;

        using var scope = NewDisposeScope();
        using var off = no_grad();
        using var trained = Load(generator.Options);
        foreach ((Tensor own, Tensor weight) in generator.parameters().Zip(trained.parameters()))
            own.copy_(weight);
    }

    private JsiNet Load(JsiNetOptions expected)
    {
        var network = TrainedGenerator.Load(Find(), CPU);
        if (Differences(network.Options, expected) is { Count: > 0 } differences)
        {
            network.Dispose();
            throw new UsageException($"The generator of init, {recipe.Init}, does not fit the recipe: {string.Join(", ", differences)}; "
                + "change the recipe, name another generator, or set init to none.");
        }

        return network;
    }

    private string Find()
    {
        if (recipe.Init == Pretrained)
            return shipped is null ? ShippedFile(recipe.Model.Scale) : ShippedFile(recipe.Model.Scale, shipped);

        return TrainedGenerator.Find(recipe.Init) ?? throw new UsageException(
            $"init is {recipe.Init}, which {(Directory.Exists(recipe.Init) ? "is a folder without a checkpoint" : "does not exist")}; "
            + "name a run's folder, a checkpoint's, a safetensors file of a generator, pretrained, or none.");
    }

    private static string ShippedFile(int scale, string folder)
    {
        var path = Path.Combine(folder, $"jsinet-x{scale}.safetensors");
        return File.Exists(path) ? path : throw new UsageException(
            $"No pretrained generator of scale {scale} comes with this build: {path} does not exist; in a recipe, set init to none or to a "
            + "safetensors file of a generator, elsewhere name a trained one.");
    }

    // A file alone does not say how the detail layer is computed.
    private static List<string> Differences(JsiNetOptions found, JsiNetOptions expected)
    {
        (string Key, object Found, object Expected)[] options =
        [
            ("model.scale", found.Scale, expected.Scale),
            ("the number of feature channels", found.Channels, expected.Channels),
            ("model.detail-restoration", found.DetailRestoration, expected.DetailRestoration),
            ("model.local-contrast", found.LocalContrast, expected.LocalContrast),
        ];
        return
        [
            .. options.Where(option => !option.Found.Equals(option.Expected)).Select(option =>
                $"{option.Key} is {Text(option.Found)} in the generator, {Text(option.Expected)} in the recipe"),
        ];

        static string Text(object value) => Kebab.Of($"{value}");
    }
}
