namespace JsiGan.Core.Health;

/// <summary>A check of one part of a process.</summary>
/// <param name="Name">The part, such as database.</param>
/// <param name="Probes">The probes that ask it.</param>
/// <param name="FindFaultAsync">
/// Returns null if the part is fine, else what is wrong: a sentence without a full stop. A check that throws is at fault with the
/// exception's message, and so is one that takes too long.
/// </param>
public sealed record HealthCheck(string Name, HealthProbes Probes, Func<CancellationToken, Task<string?>> FindFaultAsync);
