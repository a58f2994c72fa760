namespace JsiGan.Collectives;

/// <summary>Which operation this is, for the error that it may end in, and how long it may take.</summary>
/// <param name="Name">What is exchanged, as in <c>generator bucket 3</c>.</param>
/// <param name="Step">The training step it belongs to.</param>
/// <param name="Limit">
/// The longest that it may take, waiting for the slowest rank included; above zero. It counts from when the operation starts, which is when
/// the operations before it have ended. A silent peer (stopped, or behind a cut network) is noticed by this limit alone: let it follow the
/// measured step time.
/// </param>
public readonly record struct Operation(string Name, long Step, TimeSpan Limit);
