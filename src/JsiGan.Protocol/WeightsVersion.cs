using MessagePack;

namespace JsiGan.Protocol;

/// <summary>
/// Which weights a worker holds. The point alone does not identify them: a worker that was suspended may hold updates that the others have
/// since trained again without it, and its weights are then part of no history.
/// </summary>
/// <param name="Generation">The generation in which all workers last agreed on them.</param>
/// <param name="Point">Updates applied since the start of the run.</param>
[MessagePackObject]
public sealed record WeightsVersion([property: Key(0)] GenerationId Generation, [property: Key(1)] CommitPoint Point);
