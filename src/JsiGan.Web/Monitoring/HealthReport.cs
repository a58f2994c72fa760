namespace JsiGan.Web.Monitoring;

/// <summary>The answer to a probe.</summary>
/// <param name="Healthy">Whether all checks passed.</param>
/// <param name="Checks">Every check of the probe.</param>
public sealed record HealthReport(bool Healthy, IReadOnlyList<HealthResult> Checks);

/// <summary>The result of a check.</summary>
/// <param name="Name">The part that was checked.</param>
/// <param name="Healthy">Whether it is fine.</param>
/// <param name="Reason">What is wrong; null if it is fine.</param>
public sealed record HealthResult(string Name, bool Healthy, string? Reason);
