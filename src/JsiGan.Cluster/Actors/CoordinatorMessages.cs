using JsiGan.Protocol.Events;

namespace JsiGan.Cluster.Actors;

// Messages of the coordinator to itself when the store has answered. Each carries the incarnation that asked: an actor that restarted after
// an exception must ignore answers to its predecessor.

internal sealed record TookOver(object Incarnation, RunRecord Record);

internal sealed record TakeOverFailed(object Incarnation, Exception Cause);

internal sealed record GenerationAnswered(object Incarnation, LedgerAnswer Answer);

internal sealed record GenerationNotWritten(object Incarnation, Exception Cause);

internal sealed record EndWritten(object Incarnation, RunEnd End);

internal sealed record EndNotWritten(object Incarnation, RunEnd End, Exception Cause);

/// <summary>The time to retry an operation of the store has come.</summary>
internal sealed record Retry(Action Attempt);
