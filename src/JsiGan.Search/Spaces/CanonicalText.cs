using System.Globalization;

namespace JsiGan.Search.Spaces;

/// <summary>Texts of numbers: culture-invariant, and the shortest that parse back to the same number.</summary>
public static class CanonicalText
{
    public static string Of(double value) => value == 0 ? "0" : value.ToString("R", CultureInfo.InvariantCulture);

    public static string Of(long value) => value.ToString(CultureInfo.InvariantCulture);

    /// <summary>A number in its canonical form; any other text as it is.</summary>
    public static string Normal(string text) => TryParse(text, out var number) ? Of(number) : text;

    /// <summary>Parses a finite number.</summary>
    public static bool TryParse(string text, out double number) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out number) && double.IsFinite(number);
}
