namespace JsiGan.Search.Importance;

/// <summary>How much of an objective's variation comes from a parameter.</summary>
/// <param name="Key">Key of the parameter.</param>
/// <param name="Share">0 to 1; the shares of all parameters sum to 1.</param>
public sealed record ParameterShare(string Key, double Share);
