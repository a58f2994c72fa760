namespace JsiGan.Training.Recipes;

/// <summary>
/// Declares a recipe option, or a section of options. The property gives key, type and default, this attribute everything else; reading,
/// writing, validation and the reference all follow from the two.
/// </summary>
/// <param name="help">What the option means, as one sentence.</param>
[AttributeUsage(AttributeTargets.Property)]
public sealed class OptionAttribute(string help) : Attribute
{
    public string Help => help;

    /// <summary>The least value, or the least length of a text.</summary>
    public double Min { get; init; } = double.NegativeInfinity;

    /// <summary>The greatest value, or the greatest length of a text.</summary>
    public double Max { get; init; } = double.PositiveInfinity;

    /// <summary>Whether <see cref="Min"/> itself is excluded.</summary>
    public bool AboveMin { get; init; }

    /// <summary>All permitted values, of an option that has few.</summary>
    public int[] Values { get; init; } = [];

    public string Unit { get; init; } = "";

    /// <summary>Whether results do not depend on it: a resumed run may change it.</summary>
    public bool IsNeutral { get; init; }

    /// <summary>Whether the canonical text leaves out the default, so that recipes from before the option keep their hash.</summary>
    public bool OmitsDefault { get; init; }

    /// <summary>The permitted values in words; empty if there is no limit.</summary>
    public string Range => this switch
    {
        { Values.Length: > 0 } => $"{string.Join(", ", Values.SkipLast(1))} or {Values[^1]}",
        { Max: double.PositiveInfinity } => "",
        { AboveMin: true } => FormattableString.Invariant($"above {Min}, to {Max}"),
        _ => FormattableString.Invariant($"{Min} to {Max} {Unit}").TrimEnd(),
    };

    /// <summary>Whether a number, or a text's length, is permitted.</summary>
    public bool Permits(double value) =>
        Values.Length > 0 ? Values.Any(permitted => permitted == value) : (AboveMin ? value > Min : value >= Min) && value <= Max;
}
