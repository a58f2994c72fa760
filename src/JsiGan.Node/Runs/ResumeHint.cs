using System.Text.RegularExpressions;

namespace JsiGan.Node.Runs;

/// <summary>The exact command that goes on where a run stopped: the one that started it, with --resume in place of --out.</summary>
public static partial class ResumeHint
{
    /// <param name="self">How jsigan was called, such as ./jsigan.</param>
    /// <param name="arguments">The arguments of the run that stops, `train` first.</param>
    /// <param name="folder">The run's folder.</param>
    public static string Command(string self, IReadOnlyList<string> arguments, string folder)
    {
        var kept = Arguments(arguments, folder);
        // A password is not for screens and logs; without it the environment has to name the database.
        var secret = Without(kept, "--database").Count < kept.Count
            && kept.Any(word => word.Contains("password", StringComparison.OrdinalIgnoreCase));
        return string.Join(' ', new[] { self }.Concat((secret ? WithoutDatabase(kept) : kept).Select(Quote)));
    }

    /// <summary>The arguments that go on with a run: those that started it, with --resume in place of --out.</summary>
    public static IReadOnlyList<string> Arguments(IReadOnlyList<string> arguments, string folder)
    {
        ArgumentNullException.ThrowIfNull(arguments);
        return [.. Without(arguments, "--out", "--resume"), "--resume", folder];
    }

    /// <summary>The arguments without the database's connection string.</summary>
    public static IReadOnlyList<string> WithoutDatabase(IReadOnlyList<string> arguments)
    {
        ArgumentNullException.ThrowIfNull(arguments);
        return Without(arguments, "--database");
    }

    internal static List<string> Without(IReadOnlyList<string> arguments, params string[] options)
    {
        var kept = new List<string>();
        for (var i = 0; i < arguments.Count; i++)
        {
            if (options.Contains(arguments[i]))
            {
                i++;
            }
            else if (!options.Any(option => arguments[i].StartsWith(option + "=", StringComparison.Ordinal)))
            {
                kept.Add(arguments[i]);
            }
        }

        return kept;
    }

    /// <summary>How this process can be called again: by the launcher's name if that started it.</summary>
    public static string Self()
    {
        if (Environment.GetEnvironmentVariable("JSIGAN_COMMAND") is { Length: > 0 } launcher)
        {
            return launcher;
        }

        var program = Environment.ProcessPath ?? "jsigan";
        return Path.GetFileNameWithoutExtension(program) == "dotnet"
            ? $"{Quote(program)} {Quote(Path.Combine(AppContext.BaseDirectory, "JsiGan.Node.dll"))}"
            : Quote(program);
    }

    private static string Quote(string word) =>
        Harmless().IsMatch(word) ? word : $"'{word.Replace("'", "'\\''", StringComparison.Ordinal)}'";

    [GeneratedRegex(@"^[\w./:=@%+,-]+$")]
    private static partial Regex Harmless();
}
