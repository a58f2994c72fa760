namespace JsiGan.Search.Spaces;

/// <summary>A parameter is active only when another one is active and has one of these values.</summary>
/// <param name="Key">Key of the other parameter, which the space lists earlier.</param>
/// <param name="Values">Values, as canonical texts.</param>
public sealed record Condition(string Key, IReadOnlyList<string> Values)
{
    public bool Allows(string value) => Values.Contains(value, StringComparer.Ordinal);
}
