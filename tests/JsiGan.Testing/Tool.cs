using System.Diagnostics;

namespace JsiGan.Testing;

/// <summary>Runs programs of the system to their end.</summary>
public static class Tool
{
    /// <returns>Standard output.</returns>
    /// <exception cref="InvalidOperationException">The program failed; the message has what it printed.</exception>
    public static string Run(string program, params string[] arguments)
    {
        using var process = Process.Start(
            new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0 ? output : throw new InvalidOperationException(
            $"`{program} {string.Join(' ', arguments)}` ended with {process.ExitCode}: {output}{error.Result}");
    }
}
