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
        ArgumentNullException.ThrowIfNull(arguments);
        var kept = new List<string> { self };
        for (var i = 0; i < arguments.Count; i++)
        {
            if (arguments[i] is "--out" or "--resume")
            {
                i++;
            }
            else if (!arguments[i].StartsWith("--out=", StringComparison.Ordinal) && !arguments[i].StartsWith("--resume=", StringComparison.Ordinal))
            {
                kept.Add(Quote(arguments[i]));
            }
        }

        return string.Join(' ', [.. kept, "--resume", Quote(folder)]);
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

    private static string Quote(string word) => Harmless().IsMatch(word) ? word : $"'{word.Replace("'", "'\\''", StringComparison.Ordinal)}'";

    [GeneratedRegex(@"^[\w./:=@%+,-]+$")]
    private static partial Regex Harmless();
}
