using System.Globalization;

namespace JsiGan.Search.Spaces;

/// <summary>Texts of numbers: culture-invariant, and the shortest that parse back to the same number.</summary>
public static class CanonicalText
{
    public static string Of(double value) => value == 0 ? "0" : value.ToString("R", CultureInfo.InvariantCulture);

    public static string Of(long value) => value.ToString(CultureInfo.InvariantCulture);

    /// <summary>Parses a finite number.</summary>
    public static bool TryParse(string text, out double number) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out number) && double.IsFinite(number);
}
