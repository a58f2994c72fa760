namespace JsiGan.Training.Recipes;

/// <summary>The spelling of names in recipes: LinearTail is linear-tail.</summary>
internal static class Kebab
{
    public static string Of<T>(T value)
        where T : struct, Enum =>
        string.Concat(value.ToString().Select((c, i) => char.IsUpper(c) ? (i == 0 ? "" : "-") + char.ToLowerInvariant(c) : c.ToString()));
}
