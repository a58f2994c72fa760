using System.CommandLine.Parsing;
using JsiGan.Training.Recipes;

namespace JsiGan.Cli.Hosting;

/// <summary>Errors in a command line as one sentence that names the nearest valid word.</summary>
public static class ParseFaults
{
    /// <summary>Describes the first fault of a command line that has at least one.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="self">What users type for the root command.</param>
    public static string Describe(ParseResult parsed, string self)
    {
        var command = parsed.CommandResult.Command;
        var help = $"See `{PathOf(parsed, self)} --help`.";
        if (Stray(parsed) is not { } stray)
            return $"{parsed.Errors[0].Message.TrimEnd('.')}. {help}";

        var known = stray.StartsWith('-')
            ? command.Options.Where(option => !option.Hidden).Select(option => option.Name)
            : command.Subcommands.Where(child => !child.Hidden).Select(child => child.Name);
        var nearest = NearestKey.Of(stray, known);
        var kind = stray.StartsWith('-') ? "an option" : command.Subcommands.Count > 0 ? "a command" : "an argument";
        return $"'{stray}' is not {kind} of `{PathOf(parsed, self)}`{(nearest is null ? "." : $"; did you mean '{nearest}'?")} {help}";
    }

    /// <summary>
    /// The unexpected word. A mistyped option may have been parsed as an argument: then it is the error, not the value after it.
    /// </summary>
    private static string? Stray(ParseResult parsed)
    {
        var arguments = parsed.CommandResult.Children.OfType<ArgumentResult>().SelectMany(argument => argument.Tokens)
            .Select(token => token.Value);
        var words = arguments.Where(word => word.StartsWith('-')).Concat(parsed.UnmatchedTokens).ToList();
        return words.Find(word => word.StartsWith('-')) ?? words.FirstOrDefault();
    }

    private static string PathOf(ParseResult parsed, string self)
    {
        var names = new List<string>();
        for (SymbolResult? at = parsed.CommandResult; at is not null; at = at.Parent)
        {
            if (at is CommandResult result)
                names.Insert(0, result.Command is RootCommand ? self : result.Command.Name);
        }

        return string.Join(' ', names);
    }
}
