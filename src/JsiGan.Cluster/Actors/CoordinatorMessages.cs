using JsiGan.Protocol.Runs;

namespace JsiGan.Cluster.Actors;

// What the coordinator tells itself when the store has answered. Each carries the incarnation that asked: an actor that crashed and
// started anew must not take an answer that was meant for the one before it.

internal sealed record TookOver(object Incarnation, RunRecord Record);

internal sealed record TakeOverFailed(object Incarnation, Exception Cause);

internal sealed record Answered(object Incarnation, LedgerAnswer Answer);

internal sealed record Unwritten(object Incarnation, Exception Cause);

internal sealed record EndWritten(object Incarnation, RunEffect.End End);

internal sealed record EndUnwritten(object Incarnation, RunEffect.End End, Exception Cause);

/// <summary>Time to ask the store again.</summary>
internal sealed record TryAgain(Action Attempt);

/// <summary>Published when the coordinator of this node has taken over the run.</summary>
internal sealed record Coordinating;
