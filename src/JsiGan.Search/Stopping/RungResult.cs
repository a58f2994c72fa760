namespace JsiGan.Search.Stopping;

/// <summary>What a trial measured when it reached a rung.</summary>
/// <param name="Trial">Number of the trial.</param>
/// <param name="Rung">Index of the rung, from 0.</param>
/// <param name="Values">A value an objective. A value that is not finite ranks last.</param>
public sealed record RungResult(int Trial, int Rung, IReadOnlyList<double> Values);
