using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace JsiGan.Training.Recipes;

/// <summary>The canonical spelling of a recipe: every option in one order, for checkpoints and for telling two recipes apart.</summary>
public static class RecipeText
{
    /// <summary>The whole recipe as YAML; <see cref="RecipeFile.Parse"/> gives it back.</summary>
    public static string ToYaml(this Recipe recipe)
    {
        var yaml = new StringBuilder();
        string[] open = [];
        foreach (var (path, value) in Options(recipe))
        {
            var keys = path.Split('.');
            var shared = open.Zip(keys.SkipLast(1)).TakeWhile(pair => pair.First == pair.Second).Count();
            for (var depth = shared; depth < keys.Length - 1; depth++)
            {
                yaml.Append(' ', 2 * depth).Append(keys[depth]).Append(":\n");
            }

            yaml.Append(' ', 2 * (keys.Length - 1)).Append(keys[^1]).Append(": ").Append(value).Append('\n');
            open = keys[..^1];
        }

        return yaml.ToString();
    }

    /// <summary>Lower-case hexadecimal SHA-256 of the canonical YAML.</summary>
    public static string Hash(this Recipe recipe) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(recipe.ToYaml())));

    /// <summary>
    /// Lower-case hexadecimal SHA-256 of the options that decide results: equal for two recipes without <see cref="Differences"/>.
    /// </summary>
    public static string Identity(this Recipe recipe) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(
        string.Join('\n', Options(recipe).Where(option => Decides(option.Key)).Select(option => $"{option.Key}: {option.Value}")))));

    /// <summary>
    /// The options by which two recipes train differently, with both values. What changes no result is left out: the name, the places of
    /// the clips, what is validated, and the number of threads.
    /// </summary>
    public static IReadOnlyList<(string Key, string First, string Second)> Differences(Recipe first, Recipe second)
    {
        var ours = Options(first).Where(option => Decides(option.Key)).ToDictionary();
        var theirs = Options(second).Where(option => Decides(option.Key)).ToDictionary();
        return
        [
            .. ours.Keys.Union(theirs.Keys)
                .Select(key => (key, ours.GetValueOrDefault(key, "absent"), theirs.GetValueOrDefault(key, "absent")))
                .Where(option => option.Item2 != option.Item3),
        ];
    }

    private static bool Decides(string key) =>
        key is not ("name" or "threads" or "data.store" or "data.hdr" or "data.sdr") && !key.StartsWith("validation.",
            StringComparison.Ordinal);

    private static IEnumerable<KeyValuePair<string, string>> Options(Recipe recipe)
    {
        ArgumentNullException.ThrowIfNull(recipe);
        return List(recipe).Where(option => option.Value is not null).Select(option => KeyValuePair.Create(option.Path, option.Value!));
    }

    private static IEnumerable<(string Path, string? Value)> List(Recipe recipe) =>
    [
        ("name", Quote(recipe.Name)),
        ("seed", Text(recipe.Seed)),
        ("batch", Text(recipe.Batch)),
        ("batch-statistics", Kebab.Of(recipe.BatchStatistics)),
        ("threads", recipe.Threads is { } threads ? Text(threads) : null),
        ("data.store", Quote(recipe.Data.Store)),
        ("data.hdr", Quote(recipe.Data.Hdr)),
        ("data.sdr", Quote(recipe.Data.Sdr)),
        ("data.validation-every", Text(recipe.Data.ValidationEvery)),
        .. Clip(recipe.Data.Synthesize),
        ("model.scale", Text(recipe.Model.Scale)),
        ("model.detail-restoration", Flag(recipe.Model.DetailRestoration)),
        ("model.local-contrast", Flag(recipe.Model.LocalContrast)),
        ("model.detail-layer", Kebab.Of(recipe.Model.DetailLayer)),
        ("model.logit-batch-norm", Flag(recipe.Model.LogitBatchNorm)),
        ("patch.low-size", Text(recipe.Patch.LowSize)),
        ("patch.augment", recipe.Patch.Augment ? "true" : null),
        ("loss.reconstruction", Text(recipe.Loss.Reconstruction)),
        ("loss.adversarial", Text(recipe.Loss.Adversarial)),
        ("loss.feature-matching", Text(recipe.Loss.FeatureMatching)),
        ("loss.detail", Text(recipe.Loss.Detail)),
        .. Stage("stage1", recipe.Stage1),
        .. Stage("stage2", recipe.Stage2),
        ("validation.crops", Text(recipe.Validation.Crops)),
        ("validation.crop-size", Text(recipe.Validation.CropSize)),
    ];

    private static IEnumerable<(string Path, string? Value)> Clip(SynthesizeOptions? clip) => clip is null ? [] :
    [
        ("data.synthesize.width", Text(clip.Width)),
        ("data.synthesize.height", Text(clip.Height)),
        ("data.synthesize.frames", Text(clip.Frames)),
        ("data.synthesize.seed", Text(clip.Seed)),
    ];

    private static IEnumerable<(string Path, string? Value)> Stage(string name, StageOptions stage) =>
    [
        ($"{name}.epochs", Text(stage.Epochs)),
        ($"{name}.patches-per-epoch", Text(stage.PatchesPerEpoch)),
        ($"{name}.learning-rate", Text(stage.LearningRate)),
        ($"{name}.schedule", Kebab.Of(stage.Schedule)),
        ($"{name}.milestones", $"[{string.Join(", ", stage.Milestones)}]"),
        ($"{name}.gamma", Text(stage.Gamma)),
        ($"{name}.final-ratio", Text(stage.FinalRatio)),
        ($"{name}.tail-epochs", Text(stage.TailEpochs)),
    ];

    private static string Text(IFormattable value) => value.ToString(null, CultureInfo.InvariantCulture);

    private static string Flag(bool value) => value ? "true" : "false";

    /// <summary>A YAML double-quoted scalar: backslash escapes, control characters as \uXXXX.</summary>
    private static string? Quote(string? text) => text is null ? null : string.Concat(
        ["\"", .. text.Select(c => c is '"' or '\\' ? $"\\{c}" : char.IsControl(c) ? $"\\u{(int)c:x4}" : c.ToString()), "\""]);
}
