using System.Globalization;

namespace JsiGan.Search.Spaces;

/// <summary>A range of real numbers, both ends included.</summary>
/// <param name="Low">Least value; above 0 on a log scale.</param>
/// <param name="High">Greatest value.</param>
/// <param name="IsLog">Whether equal ratios, instead of equal differences, are equally far apart.</param>
public sealed record RealParameter(string Key, double Low, double High, bool IsLog = false) : Parameter(Key)
{
    /// <summary>Values are rounded to a millionth of the range (six significant digits on a log scale): tables stay readable.</summary>
    private const int Digits = 6;

    public override long? Count => null;

    public override string ValueAt(double coordinate)
    {
        var exact = IsLog
            ? Math.Exp(double.Lerp(Math.Log(Low), Math.Log(High), coordinate))
            : double.Lerp(Low, High, coordinate);
        return CanonicalText.Of(Math.Clamp(Round(exact), Low, High));
    }

    public override double CoordinateOf(string value)
    {
        if (!Contains(value))
            throw NotAValue(value);

        var number = double.Parse(value, CultureInfo.InvariantCulture);
        return Math.Clamp(
            IsLog ? (Math.Log(number) - Math.Log(Low)) / (Math.Log(High) - Math.Log(Low)) : (number - Low) / (High - Low), 0, 1);
    }

    public override bool Contains(string value) =>
        CanonicalText.TryParse(value, out var number) && number >= Low && number <= High;

    public override double Snap(double coordinate) => Math.Clamp(coordinate, 0, 1);

    public override (double Low, double High) Cell(double coordinate) => (Snap(coordinate), Snap(coordinate));

    public override IReadOnlyList<string> Levels(int count) =>
        [.. Enumerable.Range(0, count).Select(i => ValueAt(count == 1 ? 0.5 : (double)i / (count - 1))).Distinct()];

    public override IEnumerable<string> Problems()
    {
        if (!double.IsFinite(Low) || !double.IsFinite(High))
            yield return $"{Key} ranges from {CanonicalText.Of(Low)} to {CanonicalText.Of(High)}: give finite numbers.";
        else if (Low >= High)
            yield return $"{Key} ranges from {CanonicalText.Of(Low)} to {CanonicalText.Of(High)}: the first must be below the second.";

        if (IsLog && Low <= 0)
            yield return $"{Key} ranges from {CanonicalText.Of(Low)} on a log scale: start above 0.";
    }

    private double Round(double value)
    {
        var scale = IsLog ? value : High - Low;
        var decimals = Digits - 1 - (int)Math.Floor(Math.Log10(scale));
        // Math.Round takes 15 decimals at most; decimal text rounds correctly for all others.
        return decimals is >= 0 and <= 15
            ? Math.Round(value, decimals)
            : double.Parse(value.ToString("E15", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
    }
}
