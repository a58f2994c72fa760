using MessagePack;

namespace JsiGan.Protocol;

/// <summary>
/// Which weights a worker holds. The generation matters beside the point: a worker that slept may hold updates that the others, who
/// went on without it, have made anew; its weights then belong to no history any more.
/// </summary>
/// <param name="Generation">The generation in which they were last agreed on.</param>
/// <param name="Point">How far they have come.</param>
[MessagePackObject]
public sealed record Weights([property: Key(0)] GenerationId Generation, [property: Key(1)] CommitPoint Point);
