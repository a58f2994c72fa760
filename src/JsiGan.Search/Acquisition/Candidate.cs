namespace JsiGan.Search.Acquisition;

/// <summary>A point of the search space and what it is worth.</summary>
/// <param name="Point">Snapped coordinates.</param>
/// <param name="Score">The acquisition's score.</param>
public sealed record Candidate(double[] Point, double Score);
