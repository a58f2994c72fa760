namespace JsiGan.Benchmarks.Benches.Scaling;

/// <summary>What a training step took.</summary>
/// <param name="Step">Seconds from barrier to barrier.</param>
/// <param name="Waited">Seconds of them in which a worker waited for the others and computed nothing.</param>
internal sealed record StepTimes(double Step, double Waited);
