namespace JsiGan.Search.Stopping;

/// <summary>A paused trial that is to train on.</summary>
/// <param name="Trial">Number of the trial.</param>
/// <param name="Rung">The rung to train to.</param>
public sealed record Promotion(int Trial, int Rung);
