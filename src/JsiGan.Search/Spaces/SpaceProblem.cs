namespace JsiGan.Search.Spaces;

/// <summary>Why a space cannot be searched.</summary>
/// <param name="Key">The parameter at fault; null if it is the space as a whole.</param>
/// <param name="Message">A sentence that says what was found and what to do.</param>
public sealed record SpaceProblem(string? Key, string Message);
