using System.Text.RegularExpressions;
using JsiGan.Runtime.Runs;

namespace JsiGan.Cli.Commands;

/// <summary>The command that continues a run that stopped.</summary>
public static partial class ResumeHint
{
    /// <param name="self">How jsigan was called, such as ./jsigan.</param>
    /// <param name="options">The options of the run that stopped.</param>
    /// <param name="folder">The run's folder.</param>
    public static string Command(string self, TrainOptions options, string folder)
    {
        var resumed = options with { Out = null, Resume = folder };
        return string.Join(' ', new[] { self }.Concat(resumed.ToArguments().Select(Quote)));
    }

    /// <summary>How this process can be called again: by the launcher's name if that started it.</summary>
    public static string Self()
    {
        if (Environment.GetEnvironmentVariable("JSIGAN_COMMAND") is { Length: > 0 } launcher)
            return launcher;

        var program = Environment.ProcessPath ?? "jsigan";
        return Path.GetFileNameWithoutExtension(program) == "dotnet"
            ? $"{Quote(program)} {Quote(Path.Combine(AppContext.BaseDirectory, "JsiGan.Cli.dll"))}"
            : Quote(program);
    }

    private static string Quote(string word) =>
        Harmless().IsMatch(word) ? word : $"'{word.Replace("'", "'\\''", StringComparison.Ordinal)}'";

    [GeneratedRegex(@"^[\w./:=@%+,-]+$")]
    private static partial Regex Harmless();
}
