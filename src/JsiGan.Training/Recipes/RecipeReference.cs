namespace JsiGan.Training.Recipes;

/// <summary>The listing of all options: key, permitted values, default and meaning.</summary>
public static class RecipeReference
{
    /// <summary>A Markdown table, a row an option.</summary>
    public static string ToMarkdown() => string.Concat(
        ["| key | value | default | meaning |\n|---|---|---|---|\n",
            .. RecipeOption.All.Select(option =>
                $"| `{option.Key}` | {option.Values} | {(option.Default is { } text ? $"`{text}`" : "none")} | {option.Help} |\n")]);
}
