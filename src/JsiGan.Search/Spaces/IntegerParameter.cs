using System.Globalization;

namespace JsiGan.Search.Spaces;

/// <summary>A range of integers, both ends included.</summary>
/// <param name="Low">Least value; at least 1 on a log scale.</param>
/// <param name="High">Greatest value.</param>
/// <param name="IsLog">
/// Whether the cell of n, from n - 1/2 to n + 1/2, has the width of its logarithm instead of 1.
/// </param>
public sealed record IntegerParameter(string Key, long Low, long High, bool IsLog = false) : Parameter(Key)
{
    public override long? Count => High - Low + 1;

    private double First => Scale(Low - 0.5);

    private double Span => Scale(High + 0.5) - First;

    public override string ValueAt(double coordinate) => CanonicalText.Of(NumberAt(coordinate));

    public override double CoordinateOf(string value) => Contains(value)
        ? Centre(long.Parse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture))
        : throw NotAValue(value);

    public override bool Contains(string value) =>
        long.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
        && number >= Low && number <= High;

    public override double Snap(double coordinate) => Centre(NumberAt(coordinate));

    public override (double Low, double High) Cell(double coordinate)
    {
        var number = NumberAt(coordinate);
        return ((Scale(number - 0.5) - First) / Span, (Scale(number + 0.5) - First) / Span);
    }

    public override IReadOnlyList<string> Levels(int count)
    {
        if (Count <= count)
            return [.. Enumerable.Range(0, (int)Count.Value).Select(offset => CanonicalText.Of(Low + offset))];

        var (first, last) = (Centre(Low), Centre(High));
        return [.. Enumerable.Range(0, count)
            .Select(i => ValueAt(count == 1 ? 0.5 : double.Lerp(first, last, (double)i / (count - 1)))).Distinct()];
    }

    public override IEnumerable<string> Problems()
    {
        if (Low >= High)
            yield return $"{Key} ranges from {Low} to {High}: the first must be below the second.";

        if (IsLog && Low < 1)
            yield return $"{Key} ranges from {Low} on a log scale: start at 1 or above.";
    }

    private long NumberAt(double coordinate)
    {
        var place = First + (Math.Clamp(coordinate, 0, 1) * Span);
        // A cell includes its lower bound.
        return Math.Clamp((long)Math.Floor((IsLog ? Math.Exp(place) : place) + 0.5), Low, High);
    }

    private double Centre(long number) => (Scale(number) - First) / Span;

    private double Scale(double number) => IsLog ? Math.Log(number) : number;
}
