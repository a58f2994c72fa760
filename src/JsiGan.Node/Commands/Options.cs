using System.CommandLine;
using System.Globalization;
using System.Numerics;

namespace JsiGan.Node.Commands;

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
            {
                result.AddError($"{name} {word} is not one of {string.Join(", ", words)}.");
            }
        });
        return option;
    }

    private static T Parse<T>(string name, System.CommandLine.Parsing.ArgumentResult result, T least, T most)
        where T : struct, INumber<T>
    {
        var text = result.Tokens[0].Value;
        if (T.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && value >= least && value <= most)
        {
            return value;
        }

        var kind = typeof(T) == typeof(double) ? "a number" : "an integer";
        result.AddError(string.Create(CultureInfo.InvariantCulture, $"{name} {text} is not {kind} from {least} to {most}."));
        return least;
    }
}
