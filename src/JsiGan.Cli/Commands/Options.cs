using System.Globalization;
using System.Numerics;
using JsiGan.Runtime.Logging;
using JsiGan.Storage;
using Microsoft.Extensions.Logging;

namespace JsiGan.Cli.Commands;

/// <summary>Options whose wrong values are refused with the value found and the range expected.</summary>
public static class Options
{
    /// <summary>A number of a closed range with a default.</summary>
    public static Option<T> InRange<T>(string name, T least, T most, T standard, string description)
        where T : struct, INumber<T> =>
        new(name)
        {
            Description = description,
            HelpName = "N",
            DefaultValueFactory = _ => standard,
            CustomParser = result => Parse(name, result, least, most),
        };

    /// <summary>A number of a closed range that may be left out.</summary>
    public static Option<T?> Optional<T>(string name, T least, T most, string description)
        where T : struct, INumber<T> =>
        new(name) { Description = description, HelpName = "N", CustomParser = result => Parse(name, result, least, most) };

    /// <summary>A text such as a path.</summary>
    public static Option<string?> Text(string name, string helpName, string description) =>
        new(name) { Description = description, HelpName = helpName };

    /// <summary>One of a few words, the first of which is the default.</summary>
    public static Option<string> Choice(string name, IReadOnlyList<string> words, string description)
    {
        var option = new Option<string>(name)
        {
            Description = description, HelpName = string.Join('|', words), DefaultValueFactory = _ => words[0],
        };
        option.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<string>() is { } word && !words.Contains(word))
                result.AddError($"{name} {word} is not one of {string.Join(", ", words)}.");
        });
        return option;
    }

    /// <summary>--database, for every command that needs one.</summary>
    public static Option<string?> Database() => Text("--database", "\"Host=...;...\"",
        $"PostgreSQL to use, as Npgsql connects. Default: {DatabaseAddress.Variable}, else a private one on a Unix socket.");

    /// <summary>--metrics-port, for every command that takes part in a run.</summary>
    public static Option<int?> MetricsPort() => Optional("--metrics-port", 1, 65535,
        "Serve Prometheus metrics at http://HOST:N/metrics and health at /health/live, /health/ready and /health/startup.");

    /// <summary>--log-level and --log-format, for every command that trains.</summary>
    public static (Option<string> Level, Option<string> Format) Log() => (
        Choice("--log-level", ["warning", "trace", "debug", "information", "error", "critical", "none"],
            "Least level of the log on standard error; the log in the run's folder begins at information."),
        Choice("--log-format", ["text", "json"], "How the log is written; json also prints every event of the run as a line of JSON."));

    /// <summary>What the two options of <see cref="Log"/> say.</summary>
    public static LogOptions LogOf(ParseResult parsed, (Option<string> Level, Option<string> Format) log)
    {
        return new LogOptions
        {
            ConsoleLevel = Enum.Parse<LogLevel>(parsed.GetValue(log.Level)!, ignoreCase: true),
            Json = parsed.GetValue(log.Format) == "json",
        };
    }

    private static T Parse<T>(string name, System.CommandLine.Parsing.ArgumentResult result, T least, T most)
        where T : struct, INumber<T>
    {
        var text = result.Tokens[0].Value;
        if (T.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && value >= least && value <= most)
            return value;

        var kind = typeof(T) == typeof(double) ? "a number" : "an integer";
        result.AddError(string.Create(CultureInfo.InvariantCulture, $"{name} {text} is not {kind} from {least} to {most}."));
        return least;
    }
}
