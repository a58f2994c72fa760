using System.Globalization;

namespace JsiGan.Runtime.Observers;

/// <summary>Numbers as people read them: few digits, with their unit.</summary>
public static class Humanize
{
    /// <summary>"8 s", "4 min 05 s", "2 h 07 min".</summary>
    public static string Duration(TimeSpan span)
    {
        var seconds = (long)Math.Round(Math.Max(0, span.TotalSeconds));
        return seconds switch
        {
            < 60 => Invariant($"{seconds} s"),
            < 3600 => Invariant($"{seconds / 60} min {seconds % 60:00} s"),
            _ => Invariant($"{seconds / 3600} h {seconds % 3600 / 60:00} min"),
        };
    }

    /// <summary>Four significant digits: 0.001234, 0.9321, 12.35; exponents only below 0.0001.</summary>
    public static string Loss(double value) => value switch
    {
        0 => "0",
        _ when !double.IsFinite(value) => value.ToString(CultureInfo.InvariantCulture),
        _ when Math.Abs(value) < 1e-4 => value.ToString("0.00e-0", CultureInfo.InvariantCulture),
        _ => value.ToString("F" + Math.Clamp(3 - (int)Math.Floor(Math.Log10(Math.Abs(value))), 0, 7), CultureInfo.InvariantCulture),
    };

    /// <summary>"0.0005", "1e-6": a learning rate as a recipe would spell it.</summary>
    public static string Rate(double value) => value is 0 or >= 1e-4
        ? value.ToString("0.#######", CultureInfo.InvariantCulture)
        : value.ToString("0.##e-0", CultureInfo.InvariantCulture);

    /// <summary>"39.31 dB".</summary>
    public static string Decibels(double value) => Invariant($"{value:F2} dB");

    /// <summary>"712 kB", "1.34 GB": decimal multiples.</summary>
    public static string Bytes(double value) => value switch
    {
        >= 1e9 => Invariant($"{value / 1e9:F2} GB"),
        >= 1e6 => Invariant($"{value / 1e6:F0} MB"),
        >= 1e3 => Invariant($"{value / 1e3:F0} kB"),
        _ => Invariant($"{value:F0} B"),
    };

    private static string Invariant(FormattableString text) => FormattableString.Invariant(text);
}
