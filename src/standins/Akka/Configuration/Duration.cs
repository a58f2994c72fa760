using System.Globalization;

namespace Akka.Configuration;

/// <summary>HOCON's times: 500ms, 2 s, 1m, 3h, 1d, off and infinite; a bare number is milliseconds.</summary>
internal static class Duration
{
    public static TimeSpan Parse(string path, string text)
    {
        if (text is "off" or "infinite")
            return Timeout.InfiniteTimeSpan;
        var digits = text.TakeWhile(c => char.IsAsciiDigit(c) || c == '.').Count();
        if (!double.TryParse(text.AsSpan(0, digits), CultureInfo.InvariantCulture, out var number))
            throw new ConfigurationException($"{path} is '{text}'; expected a time, as 500ms or 2s.");
        return text[digits..].Trim() switch
        {
            "" or "ms" or "millis" or "milliseconds" => TimeSpan.FromMilliseconds(number),
            "s" or "second" or "seconds" => TimeSpan.FromSeconds(number),
            "m" or "minute" or "minutes" => TimeSpan.FromMinutes(number),
            "h" or "hour" or "hours" => TimeSpan.FromHours(number),
            "d" or "day" or "days" => TimeSpan.FromDays(number),
            var unit => throw new ConfigurationException($"{path} is '{text}' and its unit '{unit}' is none of ms, s, m, h, d."),
        };
    }
}
