namespace JsiGan.Search.Spaces;

/// <summary>One of a list of values.</summary>
/// <param name="Choices">Distinct values, as canonical texts. Numbers in ascending or descending order are an ordered dimension.</param>
public sealed record ChoiceParameter(string Key, IReadOnlyList<string> Choices) : Parameter(Key)
{
    public override long? Count => Choices.Count;

    public override bool IsOrdered { get; } = IsSorted(Choices);

    public static ChoiceParameter OfNumbers(string key, IEnumerable<double> choices) => new(key, [.. choices.Select(CanonicalText.Of)]);

    public int IndexAt(double coordinate) => Math.Clamp((int)(coordinate * Choices.Count), 0, Choices.Count - 1);

    public int IndexOf(string value)
    {
        for (var index = 0; index < Choices.Count; index++)
        {
            if (Choices[index] == value)
                return index;
        }

        throw NotAValue(value);
    }

    public override string ValueAt(double coordinate) => Choices[IndexAt(coordinate)];

    public override double CoordinateOf(string value) => (IndexOf(value) + 0.5) / Choices.Count;

    public override bool Contains(string value) => Choices.Contains(value, StringComparer.Ordinal);

    public override double Snap(double coordinate) => (IndexAt(coordinate) + 0.5) / Choices.Count;

    public override (double Low, double High) Cell(double coordinate)
    {
        var index = IndexAt(coordinate);
        return ((double)index / Choices.Count, (index + 1.0) / Choices.Count);
    }

    /// <summary>All choices: a list is a grid already.</summary>
    public override IReadOnlyList<string> Levels(int count) => Choices;

    public override IEnumerable<string> Problems()
    {
        if (Choices.Count == 0)
            yield return $"{Key} has an empty list: give it at least one value.";

        foreach (var repeated in Choices.GroupBy(choice => choice, StringComparer.Ordinal).Where(group => group.Count() > 1))
            yield return $"{Key} lists {repeated.Key} {repeated.Count()} times: list every value once.";
    }

    private static bool IsSorted(IReadOnlyList<string> choices)
    {
        var numbers = new List<double>();
        foreach (var choice in choices)
        {
            if (!CanonicalText.TryParse(choice, out var number))
                return false;

            numbers.Add(number);
        }

        var steps = numbers.Zip(numbers.Skip(1), (left, right) => Math.Sign(right - left)).Distinct().ToList();
        return steps.Count <= 1;
    }
}
