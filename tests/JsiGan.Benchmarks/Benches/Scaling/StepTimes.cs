namespace JsiGan.Benchmarks.Benches.Scaling;

/// <summary>Times of a training step.</summary>
/// <param name="Step">Seconds from barrier to barrier.</param>
/// <param name="Waited">Seconds of them in which a worker waited idle for the others.</param>
internal sealed record StepTimes(double Step, double Waited);
