using MessagePack;

namespace JsiGan.Core;

/// <summary>
/// Names a generation: an ordered list of workers that train together until the membership changes. Later is greater; a worker obeys
/// no generation that is not later than the one it is in.
/// </summary>
/// <param name="Coordinator">The coordinator's fencing token: a new coordinator has a greater one, so an old one is not obeyed.</param>
/// <param name="Number">Counts the generations of the run; 0 is before the first.</param>
[MessagePackObject]
public sealed record GenerationId([property: Key(0)] long Coordinator, [property: Key(1)] long Number) : IComparable<GenerationId>
{
    /// <summary>Before the first generation of a run.</summary>
    public static GenerationId None { get; } = new(0, 0);

    public static bool operator >(GenerationId left, GenerationId right) => left.CompareTo(right) > 0;

    public static bool operator <(GenerationId left, GenerationId right) => left.CompareTo(right) < 0;

    public static bool operator >=(GenerationId left, GenerationId right) => left.CompareTo(right) >= 0;

    public static bool operator <=(GenerationId left, GenerationId right) => left.CompareTo(right) <= 0;

    public int CompareTo(GenerationId? other) =>
        other is null ? 1 : (Coordinator, Number).CompareTo((other.Coordinator, other.Number));

    public override string ToString() => $"{Number} (coordinator {Coordinator})";
}
