namespace JsiGan.Collectives;

/// <summary>Name, step and timeout of an operation.</summary>
/// <param name="Name">What is exchanged, as in <c>generator bucket 3</c>.</param>
/// <param name="Step">The training step it belongs to.</param>
/// <param name="Timeout">
/// Above zero; includes the wait for the slowest rank, and counts from the start of the operation, after the operations before it. Only
/// this timeout detects a silent peer (stopped, or disconnected): derive it from the measured step time.
/// </param>
public readonly record struct Operation(string Name, long Step, TimeSpan Timeout);
