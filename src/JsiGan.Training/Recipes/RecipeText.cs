using System.Security.Cryptography;
using System.Text;

namespace JsiGan.Training.Recipes;

/// <summary>The canonical spelling of a recipe: every option in one order, for checkpoints and comparisons.</summary>
public static class RecipeText
{
    /// <summary>The whole recipe as YAML; <see cref="RecipeFile.Parse"/> gives it back.</summary>
    public static string ToYaml(this Recipe recipe)
    {
        var yaml = new StringBuilder();
        string[] open = [];
        foreach (var (option, value) in Options(recipe))
        {
            var keys = option.Key.Split('.');
            var shared = open.Zip(keys.SkipLast(1)).TakeWhile(pair => pair.First == pair.Second).Count();
            for (var depth = shared; depth < keys.Length - 1; depth++)
                yaml.Append(' ', 2 * depth).Append(keys[depth]).Append(":\n");

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
        string.Join('\n', Decisive(recipe).Select(option => $"{option.Key}: {option.Value}")))));

    /// <summary>
    /// The options in which two recipes differ and on which results depend, with both values.
    /// </summary>
    public static IReadOnlyList<(string Key, string First, string Second)> Differences(Recipe first, Recipe second)
    {
        var (ours, theirs) = (Decisive(first), Decisive(second));
        return
        [
            .. ours.Keys.Union(theirs.Keys)
                .Select(key => (key, ours.GetValueOrDefault(key, "absent"), theirs.GetValueOrDefault(key, "absent")))
                .Where(option => option.Item2 != option.Item3),
        ];
    }

    private static Dictionary<string, string> Decisive(Recipe recipe) =>
        Options(recipe).Where(option => !option.Option.IsNeutral).ToDictionary(option => option.Option.Key, option => option.Text);

    private static IEnumerable<(RecipeOption Option, string Text)> Options(Recipe recipe) =>
        RecipeOption.All.Select(option => (option, option.TextIn(recipe)!)).Where(option => option.Item2 is not null);
}
