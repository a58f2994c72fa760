namespace JsiGan.Training.Recipes;

/// <summary>The spelling of names in recipes: LinearTail is linear-tail.</summary>
internal static class Kebab
{
    public static string Of(string name) =>
        string.Concat(name.Select((c, i) => char.IsUpper(c) ? (i == 0 ? "" : "-") + char.ToLowerInvariant(c) : c.ToString()));
}
