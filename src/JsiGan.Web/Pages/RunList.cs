using System.Globalization;

namespace JsiGan.Web.Pages;

/// <summary>Runs in a query, such as 3,5.</summary>
internal static class RunList
{
    private const int Most = 50;

    /// <exception cref="UsageException">It is not a list of numbers, or too long.</exception>
    public static long[] Parse(string text)
    {
        var parts = text.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (parts.Length > Most)
            throw new UsageException($"{parts.Length} runs were asked for at once, at most {Most} are shown.");

        return [.. parts.Select(Number).Distinct()];
    }

    private static long Number(string part) => long.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out var run)
        ? run
        : throw new UsageException($"'{part}' is not the number of a run.");
}
