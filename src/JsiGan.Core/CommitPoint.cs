using MessagePack;

namespace JsiGan.Core;

/// <summary>
/// How far a worker's weights have come. An optimizer update happens only after its all-reduce has finished, and each update (the
/// discriminators', then the generator's) moves the point on by one: survivors of a generation differ by at most one.
/// </summary>
/// <param name="Step">Training steps that are complete.</param>
/// <param name="Phase">Updates done of the step that is not: 0, or 1 after the discriminators' update of stage 2.</param>
[MessagePackObject]
public sealed record CommitPoint([property: Key(0)] long Step, [property: Key(1)] int Phase) : IComparable<CommitPoint>
{
    /// <summary>The start of a run: weights as the seed makes them.</summary>
    public static CommitPoint Start { get; } = new(0, 0);

    public int CompareTo(CommitPoint? other) => other is null ? 1 : (Step, Phase).CompareTo((other.Step, other.Phase));

    public override string ToString() => Phase == 0 ? $"step {Step}" : $"step {Step}, phase {Phase}";
}
